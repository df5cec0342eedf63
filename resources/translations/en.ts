<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
    <context>
        <name>AboutView</name>
        <message>
            <source>组件</source>
            <translation>Components</translation>
        </message>
        <message>
            <source>用途</source>
            <translation>Purpose</translation>
        </message>
        <message>
            <source>版本</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>许可</source>
            <translation>Licence</translation>
        </message>
        <message>
            <source>关于场控</source>
            <translation>About Changkong</translation>
        </message>
        <message>
            <source>组件和许可</source>
            <translation>Components and licences</translation>
        </message>
        <message>
            <source>还没有导入站点</source>
            <translation>No site has been imported yet</translation>
        </message>
        <message>
            <source>已连接</source>
            <translation>Connected</translation>
        </message>
        <message>
            <source>未连接</source>
            <translation>Not connected</translation>
        </message>
        <message>
            <source>程序</source>
            <translation>Program</translation>
        </message>
        <message>
            <source>场控：公共资源交易中心场地智能化调度总控</source>
            <translation>Changkong: site control of a public-resource trading centre</translation>
        </message>
        <message>
            <source>站点</source>
            <translation>Site</translation>
        </message>
        <message>
            <source>数据性质</source>
            <translation>Nature of the data</translation>
        </message>
        <message>
            <source>本席位</source>
            <translation>This desk</translation>
        </message>
        <message>
            <source>引擎</source>
            <translation>Engine</translation>
        </message>
        <message>
            <source>操作系统</source>
            <translation>Operating system</translation>
        </message>
    </context>
    <context>
        <name>AccountsView</name>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>系统</source>
            <translation>System</translation>
        </message>
        <message>
            <source>所有人</source>
            <translation>Owner</translation>
        </message>
        <message>
            <source>身份</source>
            <translation>Roles</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>密码改于</source>
            <translation>Password changed</translation>
        </message>
        <message>
            <source>须改期限</source>
            <translation>Change due</translation>
        </message>
        <message>
            <source>最近登录</source>
            <translation>Last sign-in</translation>
        </message>
        <message>
            <source>场控</source>
            <translation>Changkong</translation>
        </message>
        <message>
            <source>{owner}（已离开）</source>
            <translation>{owner} (has left)</translation>
        </message>
        <message>
            <source>锁定至 {at}</source>
            <translation>Locked until {at}</translation>
        </message>
        <message>
            <source>已到期</source>
            <translation>Expired</translation>
        </message>
        <message>
            <source>下次登录</source>
            <translation>Next sign-in</translation>
        </message>
        <message>
            <source>从未</source>
            <translation>Never</translation>
        </message>
        <message>
            <source>账号登记</source>
            <translation>Register of accounts</translation>
        </message>
        <message>
            <source>开立账号…</source>
            <translation>Open account…</translation>
        </message>
        <message>
            <source>重设密码…</source>
            <translation>Reset password…</translation>
        </message>
        <message>
            <source>关闭账号…</source>
            <translation>Close account…</translation>
        </message>
        <message>
            <source>账号登记只对管理和监督人员开放</source>
            <translation>The register of accounts is open to management and supervision only</translation>
        </message>
        <message>
            <source>需要开立、关闭账号或重设密码时，请联系现场管理负责人。</source>
            <translation>To open or close an account or to reset a password, ask the site manager.</translation>
        </message>
        <message>
            <source>账号、所有人代码</source>
            <translation>Account, code of the owner</translation>
        </message>
        <message>
            <source>{count} 个账号的所有人已离开，应当关闭</source>
            <translation>The owners of {count} accounts have left; close them</translation>
        </message>
        <message>
            <source>不能关闭正在使用的账号</source>
            <translation>The account in use cannot be closed</translation>
        </message>
        <message>
            <source>账号 {account}（所有人 {owner}）关闭后不能恢复，现有登录立即失效。历史记录保留。</source>
            <translation>Account {account} (owner {owner}) cannot be reopened once closed; its sign-ins end at once. Its history stays.</translation>
        </message>
        <message>
            <source>关闭账号</source>
            <translation>Close account</translation>
        </message>
        <message>
            <source>例如：离职</source>
            <translation>For example: left the centre</translation>
        </message>
    </context>
    <context>
        <name>AlarmBar</name>
        <message>
            <source>当前没有未确认的报警</source>
            <translation>No alarm waits for acknowledgement</translation>
        </message>
        <message>
            <source>报警条：{words}</source>
            <translation>Alarm bar: {words}</translation>
        </message>
    </context>
    <context>
        <name>AlarmGuide</name>
        <message>
            <source>处置指南</source>
            <translation>Guide</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>处置指南正文</source>
            <translation>Text of the guide</translation>
        </message>
        <message>
            <source>这类报警还没有处置指南，请按现场情况处置并告知值班负责人。</source>
            <translation>There is no guide to this kind of alarm yet. Act as the situation asks and tell the officer on duty.</translation>
        </message>
        <message>
            <source>意味着什么</source>
            <translation>What it means</translation>
        </message>
        <message>
            <source>怎么做</source>
            <translation>What to do</translation>
        </message>
        <message>
            <source>依据</source>
            <translation>Ground</translation>
        </message>
        <message>
            <source>{level}级</source>
            <translation>Priority {level}</translation>
        </message>
        <message>
            <source>开始于 {time}</source>
            <translation>Since {time}</translation>
        </message>
        <message>
            <source>仍在持续</source>
            <translation>Still going on</translation>
        </message>
        <message>
            <source>已恢复</source>
            <translation>Cleared</translation>
        </message>
        <message>
            <source>第 {count} 次</source>
            <translation>Time {count}</translation>
        </message>
        <message>
            <source>地点 {room}</source>
            <translation>Place {room}</translation>
        </message>
        <message>
            <source>设备 {device}</source>
            <translation>Device {device}</translation>
        </message>
        <message>
            <source>项目 {project}</source>
            <translation>Project {project}</translation>
        </message>
        <message>
            <source>对象 {subject}</source>
            <translation>Subject {subject}</translation>
        </message>
    </context>
    <context>
        <name>AlarmModel</name>
        <message>
            <source>级别</source>
            <translation>P</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>地点</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>事件</source>
            <translation>Event</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
    </context>
    <context>
        <name>AlarmPanel</name>
        <message>
            <source>报警</source>
            <translation>Alarms</translation>
        </message>
        <message>
            <source>当前没有报警</source>
            <translation>No alarms</translation>
        </message>
        <message>
            <source>指南 F1</source>
            <translation>Guide F1</translation>
        </message>
        <message>
            <source>搁置 S</source>
            <translation>Shelve S</translation>
        </message>
        <message>
            <source>确认 A</source>
            <translation>Acknowledge A</translation>
        </message>
    </context>
    <context>
        <name>AlarmTable</name>
        <message>
            <source>报警列表</source>
            <translation>List of alarms</translation>
        </message>
        <message>
            <source>确认</source>
            <translation>Acknowledge</translation>
        </message>
        <message>
            <source>搁置</source>
            <translation>Shelve</translation>
        </message>
        <message>
            <source>处置指南</source>
            <translation>Guide</translation>
        </message>
    </context>
    <context>
        <name>AnswerField</name>
        <message>
            <source>是</source>
            <translation>Yes</translation>
        </message>
        <message>
            <source>否</source>
            <translation>No</translation>
        </message>
    </context>
    <context>
        <name>ChangeForm</name>
        <message>
            <source>新密码</source>
            <translation>New password</translation>
        </message>
        <message>
            <source>再输一遍</source>
            <translation>Once more</translation>
        </message>
        <message>
            <source>保存新密码并登录</source>
            <translation>Save and sign in</translation>
        </message>
        <message>
            <source>返回</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>返回登录</source>
            <translation>Back to signing in</translation>
        </message>
        <message>
            <source>两次输入的新密码不一致。</source>
            <translation>The two new passwords differ.</translation>
        </message>
    </context>
    <context>
        <name>ChangePassword</name>
        <message>
            <source>修改密码</source>
            <translation>Change password</translation>
        </message>
        <message>
            <source>修改后，此账号在所有席位上的登录都会结束，请用新密码重新登录。</source>
            <translation>After the change every sign-in of this account ends, at all desks; sign in again with the new password.</translation>
        </message>
        <message>
            <source>修改</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>当前密码</source>
            <translation>Present password</translation>
        </message>
        <message>
            <source>新密码</source>
            <translation>New password</translation>
        </message>
        <message>
            <source>再输一遍</source>
            <translation>Once more</translation>
        </message>
        <message>
            <source>请填写当前密码。</source>
            <translation>Please enter the present password.</translation>
        </message>
        <message>
            <source>两次输入的新密码不一致。</source>
            <translation>The two new passwords differ.</translation>
        </message>
    </context>
    <context>
        <name>CheckpointCard</name>
        <message>
            <source>巡查表</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>到位凭证</source>
            <translation>Proof of presence</translation>
        </message>
        <message>
            <source>门牌上的码</source>
            <translation>Code on the door plate</translation>
        </message>
        <message>
            <source>扫码或输入门牌上的码</source>
            <translation>Scan or enter the code on the door plate</translation>
        </message>
        <message>
            <source>人工确认到位</source>
            <translation>Presence confirmed by hand</translation>
        </message>
        <message>
            <source>刷卡记录证明到位</source>
            <translation>Presence proven by the card record</translation>
        </message>
        <message>
            <source>扫门牌码证明到位</source>
            <translation>Presence proven by the door plate's code</translation>
        </message>
        <message>
            <source>登记巡查点</source>
            <translation>Record checkpoint</translation>
        </message>
        <message>
            <source>Ctrl+回车</source>
            <translation>Ctrl+Enter</translation>
        </message>
        <message>
            <source>登记问题…</source>
            <translation>Record finding…</translation>
        </message>
        <message>
            <source>巡查点</source>
            <translation>Checkpoint</translation>
        </message>
        <message>
            <source>在列表或平面图上选择</source>
            <translation>Choose in the list or on the plan</translation>
        </message>
        <message>
            <source>已查 {at} · {proof}</source>
            <translation>Visited {at} · {proof}</translation>
        </message>
        <message>
            <source>漏查</source>
            <translation>Missed</translation>
        </message>
        <message>
            <source>未查</source>
            <translation>Not visited</translation>
        </message>
        <message>
            <source>尚未开始</source>
            <translation>Not begun</translation>
        </message>
        <message>
            <source>是</source>
            <translation>Yes</translation>
        </message>
        <message>
            <source>否</source>
            <translation>No</translation>
        </message>
    </context>
    <context>
        <name>CheckpointPlan</name>
        <message>
            <source>第 {order} 点，已查</source>
            <translation>Point {order}, visited</translation>
        </message>
        <message>
            <source>第 {order} 点，未查</source>
            <translation>Point {order}, not visited</translation>
        </message>
        <message>
            <source>第 {order} 点，漏查</source>
            <translation>Point {order}, missed</translation>
        </message>
        <message>
            <source>第 {order} 点</source>
            <translation>Point {order}</translation>
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <source>搜索页面、房间、人员、项目，或输入命令（可用拼音首字母）</source>
            <translation>Search pages, rooms, people, projects, or type a command</translation>
        </message>
        <message>
            <source>搜索结果</source>
            <translation>Results</translation>
        </message>
        <message>
            <source>没有找到，请换一个词</source>
            <translation>Nothing found; try another word</translation>
        </message>
        <message>
            <source>搜索与命令</source>
            <translation>Search and command</translation>
        </message>
    </context>
    <context>
        <name>ConfirmClose</name>
        <message>
            <source>关闭总控窗口</source>
            <translation>Close the control room's window</translation>
        </message>
        <message>
            <source>关闭窗口后，引擎在后台继续运行：门禁照常判定，记录照常入账，再次打开即可看到。</source>
            <translation>After the window has closed the engine goes on: doors are judged and everything is recorded as usual; open the window again to see it.</translation>
        </message>
        <message>
            <source>关闭窗口，引擎继续</source>
            <translation>Close window, engine goes on</translation>
        </message>
        <message>
            <source>停止引擎后，门禁终端只按断网规则放行，评标区门保持关闭，报警和巡查提醒停止，直到引擎再次启动。</source>
            <translation>Once the engine stops, terminals keep their offline rule, the doors of the evaluation zone stay shut, and alarms and patrol reminders pause until it starts again.</translation>
        </message>
        <message>
            <source>停止引擎并退出</source>
            <translation>Stop the engine and quit</translation>
        </message>
    </context>
    <context>
        <name>ConnectionView</name>
        <message>
            <source>读取数据失败（{fault}）</source>
            <translation>Data cannot be read ({fault})</translation>
        </message>
        <message>
            <source>画面可能不是最新；恢复后自动更新。引擎和门禁不受影响。</source>
            <translation>The picture may not be the newest; it is renewed by itself. Engine and doors are not affected.</translation>
        </message>
    </context>
    <context>
        <name>ControlRoom</name>
        <message>
            <source>指南</source>
            <translation>Guide</translation>
        </message>
        <message>
            <source>搜索</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>确认</source>
            <translation>Acknowledge</translation>
        </message>
        <message>
            <source>快捷键</source>
            <translation>Keys</translation>
        </message>
        <message>
            <source>场控</source>
            <translation>Changkong</translation>
        </message>
        <message>
            <source>密码已修改，请用新密码登录。</source>
            <translation>The password has been changed; sign in with the new one.</translation>
        </message>
        <message>
            <source>登录已到期，请重新登录。</source>
            <translation>The session has run out; please sign in again.</translation>
        </message>
        <message>
            <source>登录已失效，请重新登录。</source>
            <translation>The session is no longer valid; please sign in again.</translation>
        </message>
    </context>
    <context>
        <name>DayChart</name>
        <message>
            <source>功能室当日排期</source>
            <translation>Rooms today</translation>
        </message>
        <message>
            <source>与同一功能室的其他预约时间重叠</source>
            <translation>Overlaps another booking of the same room</translation>
        </message>
        <message>
            <source>{rows} 间，{bars} 场</source>
            <translation>{rows} rooms, {bars} bookings</translation>
        </message>
    </context>
    <context>
        <name>DeviceDetail</name>
        <message>
            <source>测点</source>
            <translation>Point</translation>
        </message>
        <message>
            <source>读数</source>
            <translation>Reading</translation>
        </message>
        <message>
            <source>读数距今</source>
            <translation>Age of reading</translation>
        </message>
        <message>
            <source>质量</source>
            <translation>Quality</translation>
        </message>
        <message>
            <source>设备位置</source>
            <translation>Place of the device</translation>
        </message>
        <message>
            <source>设备详情</source>
            <translation>Details of the device</translation>
        </message>
        <message>
            <source>在左侧选择一台设备</source>
            <translation>Choose a device at the left</translation>
        </message>
        <message>
            <source>从未收到消息，状态未知</source>
            <translation>Never heard; state unknown</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>房间</source>
            <translation>Room</translation>
        </message>
        <message>
            <source>失联时限</source>
            <translation>Silent after</translation>
        </message>
        <message>
            <source>楼层</source>
            <translation>Floor</translation>
        </message>
        <message>
            <source>门禁点</source>
            <translation>Access point</translation>
        </message>
        <message>
            <source>无法识别</source>
            <translation>Unreadable</translation>
        </message>
        <message>
            <source>{count} 条消息</source>
            <translation>{count} messages</translation>
        </message>
        <message>
            <source>最后消息</source>
            <translation>Last message</translation>
        </message>
        <message>
            <source>距今</source>
            <translation>Age</translation>
        </message>
        <message>
            <source>设备时间</source>
            <translation>Device time</translation>
        </message>
        <message>
            <source>时钟偏差</source>
            <translation>Clock error</translation>
        </message>
        <message>
            <source>自报</source>
            <translation>Own words</translation>
        </message>
        <message>
            <source>固件</source>
            <translation>Firmware</translation>
        </message>
        <message>
            <source>录像</source>
            <translation>Recording</translation>
        </message>
    </context>
    <context>
        <name>DevicesPage</name>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>设备</source>
            <translation>Devices</translation>
        </message>
        <message>
            <source>种类</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>房间</source>
            <translation>Room</translation>
        </message>
        <message>
            <source>读数</source>
            <translation>Reading</translation>
        </message>
        <message>
            <source>最后消息</source>
            <translation>Last message</translation>
        </message>
        <message>
            <source>设备时间</source>
            <translation>Device time</translation>
        </message>
        <message>
            <source>时钟偏差</source>
            <translation>Clock error</translation>
        </message>
        <message>
            <source>录像</source>
            <translation>Recording</translation>
        </message>
        <message>
            <source>固件</source>
            <translation>Firmware</translation>
        </message>
        <message>
            <source>坏消息</source>
            <translation>Bad messages</translation>
        </message>
        <message>
            <source>从未</source>
            <translation>Never</translation>
        </message>
        <message>
            <source>{age}前</source>
            <translation>{age} ago</translation>
        </message>
        <message>
            <source>登记设备</source>
            <translation>Registered devices</translation>
        </message>
        <message>
            <source>正常</source>
            <translation>Well</translation>
        </message>
        <message>
            <source>读数异常</source>
            <translation>Abnormal reading</translation>
        </message>
        <message>
            <source>故障</source>
            <translation>Fault</translation>
        </message>
        <message>
            <source>失联，状态未知</source>
            <translation>Silent, state unknown</translation>
        </message>
        <message>
            <source>无法识别的消息</source>
            <translation>Unreadable messages</translation>
        </message>
        <message>
            <source>设备列表</source>
            <translation>List of devices</translation>
        </message>
        <message>
            <source>设备页分栏</source>
            <translation>Parts of the devices page</translation>
        </message>
        <message>
            <source>设备、房间、固件</source>
            <translation>Device, room, firmware</translation>
        </message>
        <message>
            <source>站点文件里还没有设备</source>
            <translation>The site file has no devices yet</translation>
        </message>
        <message>
            <source>在站点文件的 device 表中登记设备和测点，再重新导入：main.py site import 文件名。</source>
            <translation>Register devices and points in the site file's device table, then import again: main.py site import FILE.</translation>
        </message>
        <message>
            <source>还没有导入站点</source>
            <translation>No site has been imported yet</translation>
        </message>
        <message>
            <source>先准备好站点文件（房间、门、设备、测点），执行 main.py site import 文件名，设备就会出现在这里。</source>
            <translation>Prepare a site file (rooms, doors, devices, points), run main.py site import FILE, and the devices appear here.</translation>
        </message>
        <message>
            <source>{count} 个未登记来源</source>
            <translation>{count} unregistered senders</translation>
        </message>
        <message>
            <source>设备（{count}）</source>
            <translation>Devices ({count})</translation>
        </message>
        <message>
            <source>无法识别的消息（{count}）</source>
            <translation>Unreadable messages ({count})</translation>
        </message>
    </context>
    <context>
        <name>EntryForm</name>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>密码</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>登录</source>
            <translation>Sign in</translation>
        </message>
        <message>
            <source>样例站点，账号公开（点击填入）：</source>
            <translation>Sample site, open accounts (click to fill in):</translation>
        </message>
        <message>
            <source>账号 {account}　密码 {password}</source>
            <translation>Account {account}　Password {password}</translation>
        </message>
        <message>
            <source>请填写账号和密码。</source>
            <translation>Please enter account and password.</translation>
        </message>
    </context>
    <context>
        <name>EntryPanel</name>
        <message>
            <source>记录内容</source>
            <translation>Contents of the entry</translation>
        </message>
        <message>
            <source>记录</source>
            <translation>Entry</translation>
        </message>
        <message>
            <source>在列表中选择一条</source>
            <translation>Choose one in the list</translation>
        </message>
        <message>
            <source>第 {position} 条</source>
            <translation>Entry {position}</translation>
        </message>
        <message>
            <source>已封存</source>
            <translation>Sealed</translation>
        </message>
        <message>
            <source>尚未封存</source>
            <translation>Not sealed yet</translation>
        </message>
        <message>
            <source>写法 {form}</source>
            <translation>Form {form}</translation>
        </message>
        <message>
            <source>叶哈希 {leaf}</source>
            <translation>Leaf {leaf}</translation>
        </message>
        <message>
            <source>内容不是规范写法</source>
            <translation>The contents are not in canonical form</translation>
        </message>
        <message>
            <source>操作</source>
            <translation>Act</translation>
        </message>
        <message>
            <source>操作人</source>
            <translation>Actor</translation>
        </message>
        <message>
            <source>发生</source>
            <translation>Happened</translation>
        </message>
        <message>
            <source>到达</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>对象</source>
            <translation>Subject</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Project</translation>
        </message>
        <message>
            <source>房间</source>
            <translation>Room</translation>
        </message>
    </context>
    <context>
        <name>ExportPatrols</name>
        <message>
            <source>导出文件带签名，可离线核验；每次导出都记入账本。</source>
            <translation>The exported file is signed and can be verified offline; every export is entered in the book.</translation>
        </message>
        <message>
            <source>导出巡查日志</source>
            <translation>Export the patrol log</translation>
        </message>
        <message>
            <source>导出</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>格式</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>起始日</source>
            <translation>First day</translation>
        </message>
        <message>
            <source>终止日</source>
            <translation>Last day</translation>
        </message>
        <message>
            <source>文件夹</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>PDF（用印存档，内附机读数据）</source>
            <translation>PDF (for the archive, machine-readable data attached)</translation>
        </message>
        <message>
            <source>Word 文档</source>
            <translation>Word document</translation>
        </message>
        <message>
            <source>Excel 表格</source>
            <translation>Excel sheet</translation>
        </message>
        <message>
            <source>CSV 数据</source>
            <translation>CSV data</translation>
        </message>
        <message>
            <source>JSONL 机读数据（逐行链接）</source>
            <translation>JSONL data (chained lines)</translation>
        </message>
        <message>
            <source>选择文件夹…</source>
            <translation>Choose folder…</translation>
        </message>
        <message>
            <source>打开所在文件夹</source>
            <translation>Open its folder</translation>
        </message>
        <message>
            <source>导出进度</source>
            <translation>Progress of the export</translation>
        </message>
        <message>
            <source>本席位没有签名密钥，请在运行引擎的机器上导出。</source>
            <translation>This desk has no signing key; export on the engine's machine.</translation>
        </message>
        <message>
            <source>起始日不能晚于终止日。</source>
            <translation>The first day must not be later than the last.</translation>
        </message>
        <message>
            <source>请选择文件夹。</source>
            <translation>Please choose a folder.</translation>
        </message>
        <message>
            <source>正在读取巡查记录…</source>
            <translation>Reading the patrols…</translation>
        </message>
        <message>
            <source>正在排版和签名…</source>
            <translation>Typesetting and signing…</translation>
        </message>
        <message>
            <source>签名在文件内</source>
            <translation>signed inside</translation>
        </message>
        <message>
            <source>签名 {name}</source>
            <translation>signature {name}</translation>
        </message>
        <message>
            <source>已写入 {file}
{size} KB，{signed}
SHA-256 {digest}</source>
            <translation>Written {file}
{size} KB, {signed}
SHA-256 {digest}</translation>
        </message>
        <message>
            <source>选择文件夹</source>
            <translation>Choose folder</translation>
        </message>
    </context>
    <context>
        <name>ExtraRound</name>
        <message>
            <source>计划之外的巡查须写明事由。走完全部巡查点的加巡计为一次完整巡查，只查部分的用于补查。</source>
            <translation>A round outside the plan needs a reason. An extra round over all checkpoints counts as complete; a partial one makes up for missed points.</translation>
        </message>
        <message>
            <source>加巡</source>
            <translation>Extra round</translation>
        </message>
        <message>
            <source>开始加巡</source>
            <translation>Begin extra round</translation>
        </message>
        <message>
            <source>事由</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>巡查点</source>
            <translation>Checkpoint</translation>
        </message>
        <message>
            <source>只查勾选的巡查点（已勾选今天漏查的 {count} 处）</source>
            <translation>Only the ticked checkpoints ({count} missed today are ticked)</translation>
        </message>
        <message>
            <source>只查勾选的巡查点</source>
            <translation>Only the ticked checkpoints</translation>
        </message>
        <message>
            <source>全部 {count} 个巡查点</source>
            <translation>All {count} checkpoints</translation>
        </message>
        <message>
            <source>请至少勾选一个巡查点。</source>
            <translation>Please tick at least one checkpoint.</translation>
        </message>
    </context>
    <context>
        <name>FeedPanel</name>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>结果</source>
            <translation>Outcome</translation>
        </message>
        <message>
            <source>人员</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>门</source>
            <translation>Door</translation>
        </message>
        <message>
            <source>理由</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>规则</source>
            <translation>Rule</translation>
        </message>
        <message>
            <source>身份不明</source>
            <translation>Unknown</translation>
        </message>
        <message>
            <source>门禁判定</source>
            <translation>Judgements at the doors</translation>
        </message>
        <message>
            <source>门禁判定列表</source>
            <translation>List of judgements</translation>
        </message>
        <message>
            <source>最近 1 小时</source>
            <translation>Last hour</translation>
        </message>
        <message>
            <source>今日</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>最近 7 天</source>
            <translation>Last 7 days</translation>
        </message>
        <message>
            <source>时段</source>
            <translation>times</translation>
        </message>
        <message>
            <source>人员代码、项目、门、理由</source>
            <translation>Code, project, door, reason</translation>
        </message>
        <message>
            <source>没有符合条件的判定</source>
            <translation>No judgement fits</translation>
        </message>
        <message>
            <source>放宽筛选条件，或点“清除”。</source>
            <translation>Widen the filter, or press Clear.</translation>
        </message>
        <message>
            <source>这段时间还没有判定</source>
            <translation>No judgements in this time</translation>
        </message>
        <message>
            <source>有人刷证、刷脸或输码时，判定和理由会立即出现在这里。</source>
            <translation>As soon as somebody presents a card, a face or a code, verdict and reason appear here.</translation>
        </message>
    </context>
    <context>
        <name>FigureCard</name>
        <message>
            <source>未知</source>
            <translation>Unknown</translation>
        </message>
    </context>
    <context>
        <name>FigureRow</name>
        <message>
            <source>在场人数</source>
            <translation>Persons on site</translation>
        </message>
        <message>
            <source>使用中功能室</source>
            <translation>Rooms in use</translation>
        </message>
        <message>
            <source>今日场次</source>
            <translation>Sessions today</translation>
        </message>
        <message>
            <source>今日进出</source>
            <translation>Passages today</translation>
        </message>
        <message>
            <source>待巡查</source>
            <translation>Patrols to do</translation>
        </message>
        <message>
            <source>未确认报警</source>
            <translation>Alarms not seen</translation>
        </message>
        <message>
            <source>{count} 轮应开始</source>
            <translation>{count} due now</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>清除</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>清除筛选条件</source>
            <translation>Clear the filter</translation>
        </message>
        <message>
            <source>全部{what}</source>
            <translation>All {what}</translation>
        </message>
        <message>
            <source>{shown} / {total} 条</source>
            <translation>{shown} of {total}</translation>
        </message>
        <message>
            <source>共 {total} 条</source>
            <translation>{total} in all</translation>
        </message>
    </context>
    <context>
        <name>FindingCard</name>
        <message>
            <source>问题详情</source>
            <translation>Finding</translation>
        </message>
        <message>
            <source>交办…</source>
            <translation>Assign…</translation>
        </message>
        <message>
            <source>登记整改…</source>
            <translation>Record fix…</translation>
        </message>
        <message>
            <source>复查…</source>
            <translation>Inspect…</translation>
        </message>
        <message>
            <source>在左侧选择一个问题</source>
            <translation>Choose a finding at the left</translation>
        </message>
        <message>
            <source>{number} 号问题</source>
            <translation>Finding {number}</translation>
        </message>
        <message>
            <source>整改由您登记，须由他人复查</source>
            <translation>You recorded the fix; somebody else inspects it</translation>
        </message>
        <message>
            <source>{whom}，{until} 前</source>
            <translation>{whom}, by {until}</translation>
        </message>
        <message>
            <source>级别</source>
            <translation>Priority</translation>
        </message>
        <message>
            <source>地点</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>发现</source>
            <translation>Found</translation>
        </message>
        <message>
            <source>设备</source>
            <translation>Devices</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Project</translation>
        </message>
        <message>
            <source>交办</source>
            <translation>Assign</translation>
        </message>
        <message>
            <source>（已逾期）</source>
            <translation> (overdue)</translation>
        </message>
        <message>
            <source>整改</source>
            <translation>Fix</translation>
        </message>
        <message>
            <source>退回</source>
            <translation>Send back</translation>
        </message>
        <message>
            <source>销号</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>{count} 次</source>
            <translation>{count} times</translation>
        </message>
    </context>
    <context>
        <name>FindingDialog</name>
        <message>
            <source>问题登记后进入整改清单，整改完成须由他人复查才能销号。</source>
            <translation>A recorded finding goes on the list; once fixed, somebody else inspects it before it is closed.</translation>
        </message>
        <message>
            <source>登记问题</source>
            <translation>Record finding</translation>
        </message>
        <message>
            <source>登记</source>
            <translation>Registration</translation>
        </message>
        <message>
            <source>地点</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>级别</source>
            <translation>Priority</translation>
        </message>
        <message>
            <source>情况</source>
            <translation>Facts</translation>
        </message>
        <message>
            <source>涉及设备</source>
            <translation>Device</translation>
        </message>
        <message>
            <source>涉及项目</source>
            <translation>Project</translation>
        </message>
        <message>
            <source>照片</source>
            <translation>Photo</translation>
        </message>
        <message>
            <source>写明看到了什么（Ctrl+回车登记）</source>
            <translation>Say what was seen (Ctrl+Enter records it)</translation>
        </message>
        <message>
            <source>可不填</source>
            <translation>optional</translation>
        </message>
    </context>
    <context>
        <name>FindingPhoto</name>
        <message>
            <source>问题照片</source>
            <translation>Photo of the finding</translation>
        </message>
        <message>
            <source>照片已删除或无法显示。SHA-256 {digest}</source>
            <translation>The photo has been erased or cannot be shown. SHA-256 {digest}</translation>
        </message>
    </context>
    <context>
        <name>FindingsView</name>
        <message>
            <source>编号</source>
            <translation>Number</translation>
        </message>
        <message>
            <source>级别</source>
            <translation>Priority</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>地点</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>情况</source>
            <translation>Facts</translation>
        </message>
        <message>
            <source>发现</source>
            <translation>Found</translation>
        </message>
        <message>
            <source>照片</source>
            <translation>Photo</translation>
        </message>
        <message>
            <source>有</source>
            <translation>Yes</translation>
        </message>
        <message>
            <source>问题清单</source>
            <translation>List of findings</translation>
        </message>
        <message>
            <source>没有待整改的问题</source>
            <translation>No open findings</translation>
        </message>
        <message>
            <source>巡查中发现问题时，在巡查点处登记；整改和复查都在这里办理。</source>
            <translation>Findings are recorded at the checkpoint during a round; fixing and inspecting are done here.</translation>
        </message>
        <message>
            <source>情况、地点、设备</source>
            <translation>Facts, place, device</translation>
        </message>
    </context>
    <context>
        <name>FirstForm</name>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>责任人姓名</source>
            <translation>Name of the owner</translation>
        </message>
        <message>
            <source>密码</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>再输一遍</source>
            <translation>Once more</translation>
        </message>
        <message>
            <source>建立账号并登录</source>
            <translation>Create account and sign in</translation>
        </message>
        <message>
            <source>请填写账号和责任人姓名。</source>
            <translation>Please enter account and name of its owner.</translation>
        </message>
        <message>
            <source>两次输入的密码不一致。</source>
            <translation>The two passwords differ.</translation>
        </message>
    </context>
    <context>
        <name>FixFinding</name>
        <message>
            <source>登记 {number} 号问题的整改</source>
            <translation>Record the fix of finding {number}</translation>
        </message>
        <message>
            <source>登记整改</source>
            <translation>Record fix</translation>
        </message>
        <message>
            <source>整改情况</source>
            <translation>What was done</translation>
        </message>
        <message>
            <source>照片</source>
            <translation>Photo</translation>
        </message>
    </context>
    <context>
        <name>FloorPlan</name>
        <message>
            <source>平面图</source>
            <translation>Floor plan</translation>
        </message>
        <message>
            <source>{floor}，{count} 间。方向键选择房间，回车打开。</source>
            <translation>{floor}, {count} rooms. Arrow keys choose a room, Enter opens it.</translation>
        </message>
        <message>
            <source>数据已中断，画面停在 {time}</source>
            <translation>No data any more; the picture is of {time}</translation>
        </message>
        <message>
            <source>设备</source>
            <translation>Devices</translation>
        </message>
        <message>
            <source>人数未知</source>
            <translation>Number of people unknown</translation>
        </message>
        <message>
            <source>{count} 人</source>
            <translation>{count} people</translation>
        </message>
        <message>
            <source>已确认</source>
            <translation>acknowledged</translation>
        </message>
        <message>
            <source>未确认</source>
            <translation>not acknowledged</translation>
        </message>
        <message>
            <source>报警</source>
            <translation>Alarms</translation>
        </message>
        <message>
            <source>最后一次读数（时效不明）：{reading}</source>
            <translation>Last reading (age unknown): {reading}</translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message>
            <source>取消</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>GiveTask</name>
        <message>
            <source>交办 {number} 号问题</source>
            <translation>Assign finding {number}</translation>
        </message>
        <message>
            <source>交办</source>
            <translation>Assign</translation>
        </message>
        <message>
            <source>由谁整改</source>
            <translation>Who fixes it</translation>
        </message>
        <message>
            <source>期限</source>
            <translation>Until</translation>
        </message>
        <message>
            <source>账号、部门或单位</source>
            <translation>Account, department or company</translation>
        </message>
    </context>
    <context>
        <name>HistoryLine</name>
        <message>
            <source>近四小时读数</source>
            <translation>Readings of the last four hours</translation>
        </message>
        <message>
            <source>近四小时没有读数</source>
            <translation>No readings in the last four hours</translation>
        </message>
        <message>
            <source>近四小时 {count} 次读数，最低 {low}，最高 {high}</source>
            <translation>Last four hours: {count} readings, lowest {low}, highest {high}</translation>
        </message>
    </context>
    <context>
        <name>InsideView</name>
        <message>
            <source>区域</source>
            <translation>Zone</translation>
        </message>
        <message>
            <source>人员</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>位置</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Project</translation>
        </message>
        <message>
            <source>进入</source>
            <translation>Since</translation>
        </message>
        <message>
            <source>在场人员列表</source>
            <translation>List of people inside</translation>
        </message>
        <message>
            <source>楼内没有人员记录</source>
            <translation>Nobody is known to be inside</translation>
        </message>
        <message>
            <source>有人通过门禁后，会按区域列在这里。</source>
            <translation>Whoever passes a door is listed here by zone.</translation>
        </message>
    </context>
    <context>
        <name>InspectFinding</name>
        <message>
            <source>复查 {number} 号问题</source>
            <translation>Inspect finding {number}</translation>
        </message>
        <message>
            <source>整改情况：{words}（{by}）</source>
            <translation>What was done: {words} ({by})</translation>
        </message>
        <message>
            <source>销号</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>退回</source>
            <translation>Send back</translation>
        </message>
        <message>
            <source>已经改好，销号</source>
            <translation>Fixed: close it</translation>
        </message>
        <message>
            <source>没有改好，退回</source>
            <translation>Not fixed: send it back</translation>
        </message>
        <message>
            <source>复查结果</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Remark</translation>
        </message>
    </context>
    <context>
        <name>IntegrityPanel</name>
        <message>
            <source>账本完整性</source>
            <translation>Integrity of the book</translation>
        </message>
        <message>
            <source>立即核验</source>
            <translation>Verify now</translation>
        </message>
        <message>
            <source>立即核验账本</source>
            <translation>Verify the book now</translation>
        </message>
        <message>
            <source>核验进度</source>
            <translation>Progress</translation>
        </message>
        <message>
            <source>本席位没有库外封存签名，请在运行引擎的机器上核验</source>
            <translation>This desk has no outside copy of the signed heads; verify on the engine's machine</translation>
        </message>
        <message>
            <source>{at} 核验。</source>
            <translation>Verified {at}.</translation>
        </message>
        <message>
            <source>打开本页后尚未核验</source>
            <translation>Not verified since this page was opened</translation>
        </message>
        <message>
            <source>最新一条</source>
            <translation>Newest entry</translation>
        </message>
        <message>
            <source>封存至</source>
            <translation>Sealed up to</translation>
        </message>
        <message>
            <source>未封存</source>
            <translation>Not sealed</translation>
        </message>
        <message>
            <source>{count} 条</source>
            <translation>{count} entries</translation>
        </message>
        <message>
            <source>封存时间</source>
            <translation>Sealed at</translation>
        </message>
        <message>
            <source>树根</source>
            <translation>Root</translation>
        </message>
        <message>
            <source>公钥指纹</source>
            <translation>Fingerprint of the public key</translation>
        </message>
        <message>
            <source>密钥编号</source>
            <translation>Key</translation>
        </message>
        <message>
            <source>正在逐条核验…</source>
            <translation>Verifying entry by entry…</translation>
        </message>
        <message>
            <source>核验没有完成，结果未知。</source>
            <translation>Not finished; the result is unknown.</translation>
        </message>
    </context>
    <context>
        <name>JournalSearch</name>
        <message>
            <source>项目</source>
            <translation>Project</translation>
        </message>
        <message>
            <source>对象（人员、设备、报警）代码</source>
            <translation>Code of the subject (person, device, alarm)</translation>
        </message>
        <message>
            <source>操作人账号</source>
            <translation>Account of the actor</translation>
        </message>
        <message>
            <source>房间代码</source>
            <translation>Code of the room</translation>
        </message>
        <message>
            <source>操作</source>
            <translation>Act</translation>
        </message>
        <message>
            <source>全部操作，可输入代码</source>
            <translation>All acts, or type a code</translation>
        </message>
        <message>
            <source>起始时间不限</source>
            <translation>From any time</translation>
        </message>
        <message>
            <source>截止时间不限</source>
            <translation>Until any time</translation>
        </message>
        <message>
            <source>清除条件</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>门禁判定</source>
            <translation>Judgements at the doors</translation>
        </message>
        <message>
            <source>报警</source>
            <translation>Alarms</translation>
        </message>
        <message>
            <source>巡查</source>
            <translation>Patrols</translation>
        </message>
        <message>
            <source>巡查问题</source>
            <translation>Patrol findings</translation>
        </message>
        <message>
            <source>项目与阶段</source>
            <translation>Projects and phases</translation>
        </message>
        <message>
            <source>人员</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>账号与登录</source>
            <translation>Accounts and sign-ins</translation>
        </message>
        <message>
            <source>进入事由</source>
            <translation>Needs</translation>
        </message>
        <message>
            <source>设备</source>
            <translation>Devices</translation>
        </message>
        <message>
            <source>录像缺口</source>
            <translation>Recording gaps</translation>
        </message>
        <message>
            <source>读数入库</source>
            <translation>Readings stored</translation>
        </message>
        <message>
            <source>站点</source>
            <translation>Site</translation>
        </message>
        <message>
            <source>导出</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>排期</source>
            <translation>Bookings</translation>
        </message>
    </context>
    <context>
        <name>JournalView</name>
        <message>
            <source>序号</source>
            <translation>No.</translation>
        </message>
        <message>
            <source>到达</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>操作</source>
            <translation>Act</translation>
        </message>
        <message>
            <source>对象</source>
            <translation>Subject</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Project</translation>
        </message>
        <message>
            <source>房间</source>
            <translation>Room</translation>
        </message>
        <message>
            <source>操作人</source>
            <translation>Actor</translation>
        </message>
        <message>
            <source>账本</source>
            <translation>Book</translation>
        </message>
        <message>
            <source>账本记录</source>
            <translation>Entries of the book</translation>
        </message>
        <message>
            <source>较新一页</source>
            <translation>Newer</translation>
        </message>
        <message>
            <source>较早一页</source>
            <translation>Older</translation>
        </message>
        <message>
            <source>账本还没有记录</source>
            <translation>The book has no entries yet</translation>
        </message>
        <message>
            <source>引擎导入站点、有人登录或门禁有动作之后，每一步都会逐条记在这里。</source>
            <translation>Once a site is imported, somebody signs in or a door moves, every step is entered here.</translation>
        </message>
        <message>
            <source>没有符合条件的记录</source>
            <translation>No entry fits</translation>
        </message>
        <message>
            <source>放宽条件再找：操作可以只写开头，如 access.；对象写代码，如 P-17、C-E3。</source>
            <translation>Widen the search: an act may be given by its beginning, such as access.; subjects by code, such as P-17 or C-E3.</translation>
        </message>
        <message>
            <source>清除条件</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>第 {last} 至 {first} 条，共 {count} 条在本页</source>
            <translation>Entries {last} to {first}, {count} on this page</translation>
        </message>
        <message>
            <source>又有 {count} 条，刷新</source>
            <translation>{count} more, refresh</translation>
        </message>
        <message>
            <source>刷新</source>
            <translation>Refresh</translation>
        </message>
    </context>
    <context>
        <name>KeyList</name>
        <message>
            <source>快捷键</source>
            <translation>Keys</translation>
        </message>
    </context>
    <context>
        <name>KindBadge</name>
        <message>
            <source>真实</source>
            <translation>Real</translation>
        </message>
        <message>
            <source>培训数据</source>
            <translation>Training data</translation>
        </message>
        <message>
            <source>样例数据</source>
            <translation>Sample data</translation>
        </message>
        <message>
            <source>数据性质：{kind}</source>
            <translation>Nature of the data: {kind}</translation>
        </message>
    </context>
    <context>
        <name>LegendTable</name>
        <message>
            <source>平面图图例</source>
            <translation>Legend of the plan</translation>
        </message>
        <message>
            <source>人员</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>功能室</source>
            <translation>Rooms</translation>
        </message>
        <message>
            <source>门</source>
            <translation>Door</translation>
        </message>
        <message>
            <source>设备</source>
            <translation>Devices</translation>
        </message>
        <message>
            <source>报警级别</source>
            <translation>Priorities</translation>
        </message>
    </context>
    <context>
        <name>LegendWindow</name>
        <message>
            <source>平面图图例</source>
            <translation>Legend of the plan</translation>
        </message>
    </context>
    <context>
        <name>LetterViewer</name>
        <message>
            <source>原文</source>
            <translation>Original</translation>
        </message>
        <message>
            <source>按文字</source>
            <translation>As text</translation>
        </message>
        <message>
            <source>按字节</source>
            <translation>As bytes</translation>
        </message>
        <message>
            <source>在列表中选择一条消息</source>
            <translation>Choose a message in the list</translation>
        </message>
        <message>
            <source>{count} 字节</source>
            <translation>{count} bytes</translation>
        </message>
        <message>
            <source>前 {count} 字节（更多的没有保存）</source>
            <translation>First {count} bytes (more was not kept)</translation>
        </message>
        <message>
            <source>{count} 字节，下面显示前 {shown} 字节</source>
            <translation>{count} bytes, the first {shown} are shown</translation>
        </message>
        <message>
            <source>错误</source>
            <translation>Fault</translation>
        </message>
        <message>
            <source>细节</source>
            <translation>Detail</translation>
        </message>
        <message>
            <source>发自</source>
            <translation>From</translation>
        </message>
        <message>
            <source>不知道是哪台设备</source>
            <translation>Nobody knows which device</translation>
        </message>
        <message>
            <source>主题</source>
            <translation>Topic</translation>
        </message>
        <message>
            <source>收到</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>大小</source>
            <translation>Size</translation>
        </message>
    </context>
    <context>
        <name>LettersView</name>
        <message>
            <source>设备</source>
            <translation>Devices</translation>
        </message>
        <message>
            <source>条数</source>
            <translation>Count</translation>
        </message>
        <message>
            <source>收到</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>不明</source>
            <translation>Unknown</translation>
        </message>
        <message>
            <source>错误</source>
            <translation>Fault</translation>
        </message>
        <message>
            <source>字节</source>
            <translation>Bytes</translation>
        </message>
        <message>
            <source>不明来源</source>
            <translation>Unknown sender</translation>
        </message>
        <message>
            <source>{device}（未登记）</source>
            <translation>{device} (not registered)</translation>
        </message>
        <message>
            <source>按设备</source>
            <translation>By device</translation>
        </message>
        <message>
            <source>无法识别的消息</source>
            <translation>Unreadable messages</translation>
        </message>
        <message>
            <source>按设备统计</source>
            <translation>Counts by device</translation>
        </message>
        <message>
            <source>没有无法识别的消息</source>
            <translation>No unreadable messages</translation>
        </message>
        <message>
            <source>设备发来的消息都已正常处理。</source>
            <translation>Everything that devices sent was understood.</translation>
        </message>
        <message>
            <source>全部设备</source>
            <translation>All devices</translation>
        </message>
        <message>
            <source>显示全部设备的消息</source>
            <translation>Show the messages of all devices</translation>
        </message>
        <message>
            <source>共 {total} 条，显示最新 {shown} 条</source>
            <translation>{total} in all, the newest {shown} are shown</translation>
        </message>
        <message>
            <source>共 {total} 条</source>
            <translation>{total} in all</translation>
        </message>
    </context>
    <context>
        <name>MatrixTable</name>
        <message>
            <source>准入矩阵</source>
            <translation>Admission matrix</translation>
        </message>
    </context>
    <context>
        <name>NavBar</name>
        <message>
            <source>页面导航</source>
            <translation>Pages</translation>
        </message>
    </context>
    <context>
        <name>NavButton</name>
        <message>
            <source>，待处理 {count} 项</source>
            <translation>, {count} waiting</translation>
        </message>
    </context>
    <context>
        <name>OpenAccount</name>
        <message>
            <source>账号归一名登记人员所有。首次登录须修改密码，之后只有本人知道。</source>
            <translation>An account belongs to one registered person. The password is changed at the first sign-in; afterwards only its owner knows it.</translation>
        </message>
        <message>
            <source>开立账号</source>
            <translation>Open an account</translation>
        </message>
        <message>
            <source>开立</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>所有人</source>
            <translation>Owner</translation>
        </message>
        <message>
            <source>姓名</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>身份</source>
            <translation>Roles</translation>
        </message>
        <message>
            <source>初始密码</source>
            <translation>First password</translation>
        </message>
        <message>
            <source>再输一次</source>
            <translation>Once more</translation>
        </message>
        <message>
            <source>登记一名新的中心工作人员</source>
            <translation>Register a new member of the centre's staff</translation>
        </message>
        <message>
            <source>请选择所有人，或填写新登记人员的姓名。</source>
            <translation>Choose an owner, or enter the name of the person to register.</translation>
        </message>
        <message>
            <source>请至少勾选一项身份。</source>
            <translation>Please tick at least one role.</translation>
        </message>
        <message>
            <source>两次输入的密码不一致。</source>
            <translation>The two passwords differ.</translation>
        </message>
    </context>
    <context>
        <name>OverviewPage</name>
        <message>
            <source>功能室排期 · 今日</source>
            <translation>Rooms · today</translation>
        </message>
        <message>
            <source>还没有场地数据</source>
            <translation>No site data yet</translation>
        </message>
        <message>
            <source>引擎就绪后自动显示；新站点请先导入站点文件：main.py site import 文件</source>
            <translation>They appear as soon as the engine is ready; for a new site import its file first: main.py site import FILE</translation>
        </message>
    </context>
    <context>
        <name>PageHeader</name>
        <message>
            <source>搜索与命令 Ctrl+K</source>
            <translation>Search and command Ctrl+K</translation>
        </message>
        <message>
            <source>切换深色与浅色</source>
            <translation>Dark or light</translation>
        </message>
        <message>
            <source>当前账号 {name}</source>
            <translation>Signed in as {name}</translation>
        </message>
    </context>
    <context>
        <name>PatrolHand</name>
        <message>
            <source>还有 {count} 个巡查点未查：{names}。
现在结束将记为未完成，漏查的点逐一写入账本。</source>
            <translation>{count} checkpoints have not been visited: {names}.
Ending now makes the round incomplete; each missed point is entered in the book.</translation>
        </message>
        <message>
            <source>按未完成结束</source>
            <translation>End as incomplete</translation>
        </message>
        <message>
            <source>例如：评标室正在评标，不便进入</source>
            <translation>For example: the room is evaluating and cannot be entered</translation>
        </message>
    </context>
    <context>
        <name>PatrolsPage</name>
        <message>
            <source>轮次</source>
            <translation>Round</translation>
        </message>
        <message>
            <source>可开始</source>
            <translation>May begin</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>已查</source>
            <translation>Visited</translation>
        </message>
        <message>
            <source>巡查员</source>
            <translation>Patroller</translation>
        </message>
        <message>
            <source>序</source>
            <translation>No.</translation>
        </message>
        <message>
            <source>巡查点</source>
            <translation>Checkpoint</translation>
        </message>
        <message>
            <source>代码</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>情况</source>
            <translation>Facts</translation>
        </message>
        <message>
            <source>不符</source>
            <translation>Does not match</translation>
        </message>
        <message>
            <source>巡查轮次</source>
            <translation>Rounds</translation>
        </message>
        <message>
            <source>巡查页分栏</source>
            <translation>Parts of the patrols page</translation>
        </message>
        <message>
            <source>平面图</source>
            <translation>Floor plan</translation>
        </message>
        <message>
            <source>开始本轮</source>
            <translation>Begin round</translation>
        </message>
        <message>
            <source>结束本轮</source>
            <translation>End round</translation>
        </message>
        <message>
            <source>加巡…</source>
            <translation>Extra round…</translation>
        </message>
        <message>
            <source>导出…</source>
            <translation>Export…</translation>
        </message>
        <message>
            <source>今天</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>前一天</source>
            <translation>Day before</translation>
        </message>
        <message>
            <source>后一天</source>
            <translation>Day after</translation>
        </message>
        <message>
            <source>还没有导入站点</source>
            <translation>No site has been imported yet</translation>
        </message>
        <message>
            <source>先准备好站点文件（含巡查点和巡查表），执行 main.py site import 文件名，再回到这里。</source>
            <translation>Prepare a site file with checkpoints and forms, run main.py site import FILE, and come back.</translation>
        </message>
        <message>
            <source>站点文件里还没有巡查点</source>
            <translation>The site file has no checkpoints yet</translation>
        </message>
        <message>
            <source>在站点文件的 checkpoint 表中登记巡查点和巡查表，再重新导入，从次日起生效。</source>
            <translation>Add checkpoints and forms to the site file's checkpoint table and import it again; they hold from the next day.</translation>
        </message>
        <message>
            <source>今天还没有巡查计划</source>
            <translation>No patrol plan for today yet</translation>
        </message>
        <message>
            <source>引擎每天零点生成当天的计划；引擎刚启动时请稍候一分钟。</source>
            <translation>The engine makes the plan at midnight; after it has just started, wait a minute.</translation>
        </message>
        <message>
            <source>再看一次</source>
            <translation>Look again</translation>
        </message>
        <message>
            <source>{day} 没有巡查计划</source>
            <translation>No patrol plan for {day}</translation>
        </message>
        <message>
            <source>那一天系统没有运行，或者还没有到。</source>
            <translation>The system did not run on that day, or it has not come yet.</translation>
        </message>
        <message>
            <source>回到今天</source>
            <translation>Back to today</translation>
        </message>
        <message>
            <source>当日巡查</source>
            <translation>Rounds of the day</translation>
        </message>
        <message>
            <source>问题整改（{count}）</source>
            <translation>Findings ({count})</translation>
        </message>
        <message>
            <source>{day} 巡查</source>
            <translation>Patrols of {day}</translation>
        </message>
        <message>
            <source>非工作日，不安排巡查</source>
            <translation>No working day, no patrols</translation>
        </message>
        <message>
            <source>已完成完整巡查 {done} 次，符合要求</source>
            <translation>{done} complete rounds: as required</translation>
        </message>
        <message>
            <source>完整巡查 {done} 次，至少 {least} 次</source>
            <translation>{done} complete rounds of at least {least}</translation>
        </message>
    </context>
    <context>
        <name>PeopleLegend</name>
        <message>
            <source>在场人员图例：{words}</source>
            <translation>People inside: {words}</translation>
        </message>
    </context>
    <context>
        <name>PeoplePage</name>
        <message>
            <source>判定详情</source>
            <translation>Judgement</translation>
        </message>
        <message>
            <source>轨迹</source>
            <translation>Trail</translation>
        </message>
        <message>
            <source>在场</source>
            <translation>Inside</translation>
        </message>
        <message>
            <source>为何不准</source>
            <translation>Why not</translation>
        </message>
        <message>
            <source>人员与门禁详情</source>
            <translation>Details of people and access</translation>
        </message>
        <message>
            <source>在左侧选一条判定，这里显示理由、规则、条款和依据的全部事实。</source>
            <translation>Choose a judgement at the left: its reason, rule, clause and all facts are shown here.</translation>
        </message>
    </context>
    <context>
        <name>PhaseAdvance</name>
        <message>
            <source>项目 {code} 现为“{phase}”（自 {since}）。人工切换阶段须写明原因，记入账本。</source>
            <translation>Project {code} is in “{phase}” (since {since}). A change by hand needs a reason and is entered in the book.</translation>
        </message>
        <message>
            <source>切换项目阶段</source>
            <translation>Change the phase of a project</translation>
        </message>
        <message>
            <source>切换</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>新阶段</source>
            <translation>New phase</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>例如：交易系统未推送，现场确认开标结束</source>
            <translation>For example: the trading system sent nothing; the opening has ended on site</translation>
        </message>
        <message>
            <source>这个项目已经结束，没有可以切换的阶段。</source>
            <translation>This project has ended; there is no further phase.</translation>
        </message>
        <message>
            <source>切换前核对：代理机构人员须全部退出评标室（第八条），否则引擎不予切换，并说明还有几人。</source>
            <translation>Before the change: all agency staff must have left the room (item 八); else the engine refuses and says how many are inside.</translation>
        </message>
        <message>
            <source>切换后项目即告终结：相关人员的项目身份同时失效，评标室不再放行。</source>
            <translation>The project ends with this: roles in it end too, and the evaluation room opens for nobody.</translation>
        </message>
        <message>
            <source>切换后本次占用的功能室全部释放，改期须重新排期。</source>
            <translation>All rooms of the project are released; a new date needs new bookings.</translation>
        </message>
    </context>
    <context>
        <name>PhotoField</name>
        <message>
            <source>选择照片…</source>
            <translation>Choose photo…</translation>
        </message>
        <message>
            <source>去掉照片</source>
            <translation>Remove photo</translation>
        </message>
        <message>
            <source>照片预览</source>
            <translation>Preview</translation>
        </message>
        <message>
            <source>图片 (*.jpg *.jpeg *.png *.bmp *.webp)</source>
            <translation>Pictures (*.jpg *.jpeg *.png *.bmp *.webp)</translation>
        </message>
        <message>
            <source>选择照片</source>
            <translation>Choose photo</translation>
        </message>
        <message>
            <source>正在读取…</source>
            <translation>Reading…</translation>
        </message>
        <message>
            <source>没有照片</source>
            <translation>No photo</translation>
        </message>
        <message>
            <source>{name}，{wide}×{high}，{size} KB
SHA-256 {digest}</source>
            <translation>{name}, {wide}×{high}, {size} KB
SHA-256 {digest}</translation>
        </message>
    </context>
    <context>
        <name>PlanPanel</name>
        <message>
            <source>平面图 · 实时在场</source>
            <translation>Floor plan · live</translation>
        </message>
        <message>
            <source>缩小</source>
            <translation>Zoom out</translation>
        </message>
        <message>
            <source>放大</source>
            <translation>Zoom in</translation>
        </message>
        <message>
            <source>显示全部</source>
            <translation>Show all</translation>
        </message>
        <message>
            <source>图例</source>
            <translation>Legend</translation>
        </message>
        <message>
            <source>截至 {time}</source>
            <translation>as of {time}</translation>
        </message>
    </context>
    <context>
        <name>ReasonDialog</name>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>请写明原因。</source>
            <translation>Please give the reason.</translation>
        </message>
    </context>
    <context>
        <name>RefusedDialog</name>
        <message>
            <source>未获允许</source>
            <translation>Not permitted</translation>
        </message>
        <message>
            <source>没有完成</source>
            <translation>Not done</translation>
        </message>
        <message>
            <source>知道了</source>
            <translation>OK</translation>
        </message>
    </context>
    <context>
        <name>ResetPassword</name>
        <message>
            <source>账号 {account} 的现有登录全部失效，锁定解除，下次登录须修改密码。</source>
            <translation>All sign-ins of {account} end, a lock is lifted, and the password must be changed at the next sign-in.</translation>
        </message>
        <message>
            <source>重设密码</source>
            <translation>Reset password</translation>
        </message>
        <message>
            <source>重设</source>
            <translation>Reset</translation>
        </message>
        <message>
            <source>新密码</source>
            <translation>New password</translation>
        </message>
        <message>
            <source>再输一次</source>
            <translation>Once more</translation>
        </message>
        <message>
            <source>请填写新密码。</source>
            <translation>Please enter the new password.</translation>
        </message>
        <message>
            <source>两次输入的密码不一致。</source>
            <translation>The two passwords differ.</translation>
        </message>
    </context>
    <context>
        <name>RevealPerson</name>
        <message>
            <source>个人信息平时只显示代码 {subject}。查看须写明原因，查看人、时间、原因记入账本。</source>
            <translation>Persons are shown as codes ({subject}) only. Looking at a personal field needs a reason; who looked, when and why is entered in the book.</translation>
        </message>
        <message>
            <source>查看个人信息</source>
            <translation>Show personal data</translation>
        </message>
        <message>
            <source>查看</source>
            <translation>Show</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Project</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>查看结果</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>姓名</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>身份证件号码</source>
            <translation>Identity number</translation>
        </message>
        <message>
            <source>联系电话</source>
            <translation>Phone</translation>
        </message>
        <message>
            <source>没有登记</source>
            <translation>Not registered</translation>
        </message>
    </context>
    <context>
        <name>RuleCard</name>
        <message>
            <source>参数</source>
            <translation>Parameter</translation>
        </message>
        <message>
            <source>取值</source>
            <translation>Value</translation>
        </message>
        <message>
            <source>单位</source>
            <translation>Unit</translation>
        </message>
        <message>
            <source>来源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>判定</source>
            <translation>Verdict</translation>
        </message>
        <message>
            <source>说法</source>
            <translation>Sentence</translation>
        </message>
        <message>
            <source>规则参数</source>
            <translation>Parameters of the rule</translation>
        </message>
        <message>
            <source>判定说法</source>
            <translation>Sentences of the verdicts</translation>
        </message>
        <message>
            <source>参数和说法</source>
            <translation>Parameters and sentences</translation>
        </message>
        <message>
            <source>规则</source>
            <translation>Rule</translation>
        </message>
        <message>
            <source>在左侧选择一条规则</source>
            <translation>Choose a rule at the left</translation>
        </message>
        <message>
            <source>参数（{count}）</source>
            <translation>Parameters ({count})</translation>
        </message>
        <message>
            <source>判定说法（{count}）</source>
            <translation>Sentences ({count})</translation>
        </message>
        <message>
            <source>刚性</source>
            <translation>Hardness</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Remark</translation>
        </message>
        <message>
            <source>生效</source>
            <translation>In force</translation>
        </message>
        <message>
            <source>本中心设定</source>
            <translation>Setting of this centre</translation>
        </message>
        <message>
            <source>待核对原文</source>
            <translation>Primary text to be checked</translation>
        </message>
        <message>
            <source>政策原文</source>
            <translation>Words of the policy</translation>
        </message>
    </context>
    <context>
        <name>RulesView</name>
        <message>
            <source>编号</source>
            <translation>Number</translation>
        </message>
        <message>
            <source>规则</source>
            <translation>Rule</translation>
        </message>
        <message>
            <source>条款</source>
            <translation>Clause</translation>
        </message>
        <message>
            <source>刚性</source>
            <translation>Hardness</translation>
        </message>
        <message>
            <source>第（{clause}）条</source>
            <translation>Item ({clause})</translation>
        </message>
        <message>
            <source>规则列表</source>
            <translation>List of rules</translation>
        </message>
        <message>
            <source>查找规则</source>
            <translation>Find a rule</translation>
        </message>
        <message>
            <source>规则分栏</source>
            <translation>Parts of the rules</translation>
        </message>
        <message>
            <source>准入矩阵</source>
            <translation>Admission matrix</translation>
        </message>
        <message>
            <source>现行规则</source>
            <translation>Rules in force</translation>
        </message>
        <message>
            <source>评标室准入矩阵（RB-06）</source>
            <translation>Admission matrix of the evaluation rooms (RB-06)</translation>
        </message>
        <message>
            <source>还没有可用的规则</source>
            <translation>No rules yet</translation>
        </message>
        <message>
            <source>导入站点并启动引擎后，这里显示现行的规则、条款和准入矩阵。</source>
            <translation>After a site has been imported and the engine started, the rules in force, their clauses and the admission matrix are shown here.</translation>
        </message>
        <message>
            <source>版本 {version}，自 {since} 起</source>
            <translation>Version {version}, since {since}</translation>
        </message>
    </context>
    <context>
        <name>SettingsView</name>
        <message>
            <source>本席位设置</source>
            <translation>Settings of this desk</translation>
        </message>
        <message>
            <source>画面</source>
            <translation>Look</translation>
        </message>
        <message>
            <source>文字大小</source>
            <translation>Size of text</translation>
        </message>
        <message>
            <source>语言</source>
            <translation>Language</translation>
        </message>
        <message>
            <source>声音</source>
            <translation>Sound</translation>
        </message>
        <message>
            <source>深色（总控室）</source>
            <translation>Dark (control room)</translation>
        </message>
        <message>
            <source>浅色（明亮环境）</source>
            <translation>Light (bright rooms)</translation>
        </message>
        <message>
            <source>紧急和高级报警发出声音（M 键静音）</source>
            <translation>Urgent and high alarms are heard (M mutes)</translation>
        </message>
        <message>
            <source>以上只影响这台席位。规则、参数和账号属于站点，在其他分栏办理并记入账本。</source>
            <translation>These concern this desk only. Rules, parameters and accounts belong to the site; they are changed elsewhere and entered in the book.</translation>
        </message>
    </context>
    <context>
        <name>SheetView</name>
        <message>
            <source>详情</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>打开 {what}</source>
            <translation>Open {what}</translation>
        </message>
    </context>
    <context>
        <name>ShelveAlarm</name>
        <message>
            <source>“{what}”在此期间不再提醒，到时自动恢复。搁置人、原因和期限记入账本。</source>
            <translation>“{what}” keeps quiet until then and comes back by itself. Who shelved it, why and until when is entered in the book.</translation>
        </message>
        <message>
            <source>搁置报警</source>
            <translation>Shelve alarm</translation>
        </message>
        <message>
            <source>搁置</source>
            <translation>Shelve</translation>
        </message>
        <message>
            <source>期限</source>
            <translation>Until</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>例如：已派人检修，等待配件</source>
            <translation>For example: being repaired, waiting for parts</translation>
        </message>
        <message>
            <source>{count} 分钟，至 {end}</source>
            <translation>{count} minutes, until {end}</translation>
        </message>
        <message>
            <source>{count} 小时，至 {end}</source>
            <translation>{count} hours, until {end}</translation>
        </message>
    </context>
    <context>
        <name>SidePanel</name>
        <message>
            <source>关闭侧栏 Esc</source>
            <translation>Close Esc</translation>
        </message>
        <message>
            <source>切换阶段…</source>
            <translation>Change phase…</translation>
        </message>
        <message>
            <source>切换阶段</source>
            <translation>Change phase</translation>
        </message>
    </context>
    <context>
        <name>SignIn</name>
        <message>
            <source>场控 · 场地智能化调度总控</source>
            <translation>Changkong · site control</translation>
        </message>
        <message>
            <source>登录</source>
            <translation>Sign in</translation>
        </message>
        <message>
            <source>请登录后使用总控室</source>
            <translation>Sign in to use the control room</translation>
        </message>
        <message>
            <source>首次登录或密码到期，请先设置新密码</source>
            <translation>First sign-in, or the password has run out: set a new one first</translation>
        </message>
        <message>
            <source>本站点还没有账号。请建立第一个账号：现场管理负责人和总控员，其他账号由其开设。</source>
            <translation>This site has no account yet. Make the first one: site manager and operator, who opens all others.</translation>
        </message>
        <message>
            <source>引擎尚未就绪，暂时不能登录。</source>
            <translation>The engine is not ready; signing in has to wait.</translation>
        </message>
        <message>
            <source>引擎没有答复，未能登录。请看状态栏的连接，恢复后重试。</source>
            <translation>The engine did not answer; you are not signed in. See the status line and try again.</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>正常</source>
            <translation>Well</translation>
        </message>
        <message>
            <source>注意</source>
            <translation>Attention</translation>
        </message>
        <message>
            <source>故障</source>
            <translation>Fault</translation>
        </message>
        <message>
            <source>未知</source>
            <translation>Unknown</translation>
        </message>
        <message>
            <source>状态栏</source>
            <translation>Status line</translation>
        </message>
        <message>
            <source>尚无数据</source>
            <translation>No data yet</translation>
        </message>
        <message>
            <source>⚠ 数据停在 {time}（已 {age} 秒）</source>
            <translation>⚠ Data stopped at {time} ({age} s ago)</translation>
        </message>
        <message>
            <source>数据截至 {time}</source>
            <translation>Data as of {time}</translation>
        </message>
    </context>
    <context>
        <name>SystemPage</name>
        <message>
            <source>账本</source>
            <translation>Book</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>规则</source>
            <translation>Rule</translation>
        </message>
        <message>
            <source>本席位设置</source>
            <translation>Settings of this desk</translation>
        </message>
        <message>
            <source>关于</source>
            <translation>About</translation>
        </message>
        <message>
            <source>系统页分栏</source>
            <translation>Parts of the system page</translation>
        </message>
    </context>
    <context>
        <name>TrailView</name>
        <message>
            <source>前一天</source>
            <translation>Day before</translation>
        </message>
        <message>
            <source>后一天</source>
            <translation>Day after</translation>
        </message>
        <message>
            <source>查看个人信息…</source>
            <translation>Show personal data…</translation>
        </message>
        <message>
            <source>为何不准？</source>
            <translation>Why not?</translation>
        </message>
        <message>
            <source>个人信息…</source>
            <translation>Personal data…</translation>
        </message>
        <message>
            <source>为何不准</source>
            <translation>Why not</translation>
        </message>
        <message>
            <source>请在列表或平面图上选择人员</source>
            <translation>Choose a person in a list or on the plan</translation>
        </message>
        <message>
            <source>正在读取</source>
            <translation>Reading</translation>
        </message>
        <message>
            <source>现在</source>
            <translation>Now</translation>
        </message>
        <message>
            <source>不在楼内</source>
            <translation>Not inside</translation>
        </message>
        <message>
            <source>{place}，{time} 起</source>
            <translation>{place}, since {time}</translation>
        </message>
        <message>
            <source>全场</source>
            <translation>Whole site</translation>
        </message>
        <message>
            <source>身份</source>
            <translation>Roles</translation>
        </message>
        <message>
            <source>通行 {count} 次</source>
            <translation>{count} passages</translation>
        </message>
        <message>
            <source>这一天没有通行记录</source>
            <translation>No passages on this day</translation>
        </message>
        <message>
            <source>{door}，依据{evidence}</source>
            <translation>{door}, by {evidence}</translation>
        </message>
        <message>
            <source>此前位置与本次出发处不符：中间有未记录的通行</source>
            <translation>Was known elsewhere before: a passage in between was not recorded</translation>
        </message>
    </context>
    <context>
        <name>WhyNotView</name>
        <message>
            <source>人员代码</source>
            <translation>Code of the person</translation>
        </message>
        <message>
            <source>门</source>
            <translation>Door</translation>
        </message>
        <message>
            <source>询问</source>
            <translation>Ask</translation>
        </message>
        <message>
            <source>询问此人此刻能否进入</source>
            <translation>Ask whether this person may enter now</translation>
        </message>
        <message>
            <source>按此刻的项目阶段、事由和规则试算一次，不开门，不留判定记录。</source>
            <translation>Judged on trial by the phases, needs and rules of this moment; no door opens and nothing is stored.</translation>
        </message>
        <message>
            <source>请填写人员代码并选择门。</source>
            <translation>Please enter the code of a person and choose a door.</translation>
        </message>
    </context>
    <context>
        <name>actions</name>
        <message>
            <source>确认选中的报警</source>
            <translation>Acknowledge the selected alarm</translation>
        </message>
        <message>
            <source>搁置选中的报警</source>
            <translation>Shelve the selected alarm</translation>
        </message>
        <message>
            <source>选中报警的处置指南</source>
            <translation>Guide of the selected alarm</translation>
        </message>
        <message>
            <source>报警声音静音或恢复</source>
            <translation>Mute the alarms, or let them sound</translation>
        </message>
        <message>
            <source>搜索与命令</source>
            <translation>Search and command</translation>
        </message>
        <message>
            <source>全屏</source>
            <translation>Full screen</translation>
        </message>
        <message>
            <source>返回、关闭侧栏</source>
            <translation>Back, close the side panel</translation>
        </message>
        <message>
            <source>快捷键一览</source>
            <translation>List of keys</translation>
        </message>
        <message>
            <source>切换深色与浅色</source>
            <translation>Dark or light</translation>
        </message>
        <message>
            <source>切换语言 / English</source>
            <translation>中文 / English</translation>
        </message>
        <message>
            <source>文字放大</source>
            <translation>Larger text</translation>
        </message>
        <message>
            <source>文字缩小</source>
            <translation>Smaller text</translation>
        </message>
        <message>
            <source>修改密码</source>
            <translation>Change password</translation>
        </message>
        <message>
            <source>退出登录</source>
            <translation>Sign out</translation>
        </message>
        <message>
            <source>报警</source>
            <translation>Alarms</translation>
        </message>
        <message>
            <source>窗口</source>
            <translation>Window</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>方向键</source>
            <translation>Arrows</translation>
        </message>
        <message>
            <source>在平面图上选择房间</source>
            <translation>Choose a room on the plan</translation>
        </message>
        <message>
            <source>打开选中的房间或记录</source>
            <translation>Open the chosen room or record</translation>
        </message>
        <message>
            <source>平面图放大、缩小、显示全部</source>
            <translation>Zoom the plan in, out, show all</translation>
        </message>
        <message>
            <source>平面图换楼层</source>
            <translation>Other floor of the plan</translation>
        </message>
        <message>
            <source>操作</source>
            <translation>Act</translation>
        </message>
        <message>
            <source>页面</source>
            <translation>Pages</translation>
        </message>
        <message>
            <source>平面图与列表</source>
            <translation>Plan and lists</translation>
        </message>
    </context>
    <context>
        <name>alarms</name>
        <message>
            <source>登录后查看</source>
            <translation>Sign in to see it</translation>
        </message>
        <message>
            <source>10 分钟内 {count} 条：报警过多</source>
            <translation>{count} in 10 minutes: alarm flood</translation>
        </message>
        <message>
            <source>10 分钟内 {count} 条</source>
            <translation>{count} in 10 minutes</translation>
        </message>
        <message>
            <source>未确认</source>
            <translation>Not seen</translation>
        </message>
        <message>
            <source>已恢复，未确认</source>
            <translation>Cleared, not seen</translation>
        </message>
        <message>
            <source>已确认</source>
            <translation>Seen</translation>
        </message>
        <message>
            <source>已搁置</source>
            <translation>Shelved</translation>
        </message>
        <message>
            <source>停用</source>
            <translation>Out of service</translation>
        </message>
        <message>
            <source>已结束</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>至 {time}</source>
            <translation> until {time}</translation>
        </message>
        <message>
            <source>另 {count} 条同源</source>
            <translation>{count} more of the same cause</translation>
        </message>
    </context>
    <context>
        <name>devices</name>
        <message>
            <source>门磁</source>
            <translation>Contact</translation>
        </message>
        <message>
            <source>门锁</source>
            <translation>Lock</translation>
        </message>
        <message>
            <source>在场人数</source>
            <translation>Persons on site</translation>
        </message>
        <message>
            <source>通过人数</source>
            <translation>Persons passed</translation>
        </message>
        <message>
            <source>二氧化碳</source>
            <translation>CO₂</translation>
        </message>
        <message>
            <source>温度</source>
            <translation>Temperature</translation>
        </message>
        <message>
            <source>湿度</source>
            <translation>Humidity</translation>
        </message>
        <message>
            <source>功率</source>
            <translation>Power</translation>
        </message>
        <message>
            <source>烟雾</source>
            <translation>Smoke</translation>
        </message>
        <message>
            <source>水浸</source>
            <translation>Water</translation>
        </message>
        <message>
            <source>告警触点</source>
            <translation>Alarm contact</translation>
        </message>
        <message>
            <source>供电</source>
            <translation>Supply</translation>
        </message>
        <message>
            <source>电池供电</source>
            <translation>On battery</translation>
        </message>
        <message>
            <source>电量</source>
            <translation>Charge</translation>
        </message>
        <message>
            <source>磁盘占用</source>
            <translation>Disk used</translation>
        </message>
        <message>
            <source>带宽占用</source>
            <translation>Bandwidth used</translation>
        </message>
        <message>
            <source>距上次备份</source>
            <translation>Since last backup</translation>
        </message>
        <message>
            <source>人</source>
            <translation>persons</translation>
        </message>
        <message>
            <source>小时</source>
            <translation>hours</translation>
        </message>
        <message>
            <source>关</source>
            <translation>shut</translation>
        </message>
        <message>
            <source>开</source>
            <translation>open</translation>
        </message>
        <message>
            <source>未锁</source>
            <translation>unlocked</translation>
        </message>
        <message>
            <source>已锁</source>
            <translation>locked</translation>
        </message>
        <message>
            <source>无烟</source>
            <translation>no smoke</translation>
        </message>
        <message>
            <source>有烟</source>
            <translation>smoke</translation>
        </message>
        <message>
            <source>无水</source>
            <translation>dry</translation>
        </message>
        <message>
            <source>有水</source>
            <translation>water</translation>
        </message>
        <message>
            <source>正常</source>
            <translation>Well</translation>
        </message>
        <message>
            <source>告警</source>
            <translation>alarm</translation>
        </message>
        <message>
            <source>断电</source>
            <translation>lost</translation>
        </message>
        <message>
            <source>有电</source>
            <translation>on</translation>
        </message>
        <message>
            <source>否</source>
            <translation>No</translation>
        </message>
        <message>
            <source>是</source>
            <translation>Yes</translation>
        </message>
        <message>
            <source>可信</source>
            <translation>Good</translation>
        </message>
        <message>
            <source>存疑</source>
            <translation>Uncertain</translation>
        </message>
        <message>
            <source>不可信</source>
            <translation>Bad</translation>
        </message>
        <message>
            <source>最后已知，时效不明</source>
            <translation>Last known, age unknown</translation>
        </message>
        <message>
            <source>主题不在约定之内</source>
            <translation>Topic is not in the format</translation>
        </message>
        <message>
            <source>消息超过 256 kB</source>
            <translation>Message larger than 256 kB</translation>
        </message>
        <message>
            <source>内容不是 UTF-8 文字</source>
            <translation>Not UTF-8 text</translation>
        </message>
        <message>
            <source>内容不是 JSON</source>
            <translation>Not JSON</translation>
        </message>
        <message>
            <source>内容不是 JSON 对象</source>
            <translation>Not a JSON object</translation>
        </message>
        <message>
            <source>内容嵌套过深</source>
            <translation>Nested too deep</translation>
        </message>
        <message>
            <source>没有写明消息类型</source>
            <translation>No type of message</translation>
        </message>
        <message>
            <source>消息类型未约定</source>
            <translation>Type of message unknown</translation>
        </message>
        <message>
            <source>该类型的消息不应发到这个主题</source>
            <translation>This type does not belong on this topic</translation>
        </message>
        <message>
            <source>缺少必填字段</source>
            <translation>A field is missing</translation>
        </message>
        <message>
            <source>含有未约定的字段</source>
            <translation>A field is unknown</translation>
        </message>
        <message>
            <source>字段的值不合约定</source>
            <translation>The value of a field is invalid</translation>
        </message>
        <message>
            <source>设备时间无法识别</source>
            <translation>The device's time cannot be read</translation>
        </message>
        <message>
            <source>保留消息不能当作刚发生的事</source>
            <translation>A retained message is not an event of now</translation>
        </message>
        <message>
            <source>消息未写门禁点，设备也未登记门禁点</source>
            <translation>Neither message nor register names an access point</translation>
        </message>
        <message>
            <source>引擎判定这条消息时出错</source>
            <translation>The engine failed on this message</translation>
        </message>
        <message>
            <source>自报正常</source>
            <translation>says it is well</translation>
        </message>
        <message>
            <source>自报磁盘已满</source>
            <translation>says its disk is full</translation>
        </message>
        <message>
            <source>故障</source>
            <translation>Fault</translation>
        </message>
        <message>
            <source>失联</source>
            <translation>Silent</translation>
        </message>
        <message>
            <source>异常</source>
            <translation>Abnormal</translation>
        </message>
        <message>
            <source>{count} 秒</source>
            <translation>{count} s</translation>
        </message>
        <message>
            <source>{count} 分</source>
            <translation>{count} min</translation>
        </message>
        <message>
            <source>{hours} 小时 {minutes} 分</source>
            <translation>{hours} h {minutes} min</translation>
        </message>
        <message>
            <source>{count} 天</source>
            <translation>{count} d</translation>
        </message>
        <message>
            <source>{seconds} 秒</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <source>从未收到</source>
            <translation>never</translation>
        </message>
        <message>
            <source>最后 {value}，时效不明</source>
            <translation>last {value}, age unknown</translation>
        </message>
        <message>
            <source>最后 {value}，{at}</source>
            <translation>last {value}, {at}</translation>
        </message>
        <message>
            <source>最后 {value}，{at}，已 {age}</source>
            <translation>last {value}, {at}, {age} ago</translation>
        </message>
        <message>
            <source>在录</source>
            <translation>recording</translation>
        </message>
        <message>
            <source>未录</source>
            <translation>not recording</translation>
        </message>
        <message>
            <source>未知</source>
            <translation>Unknown</translation>
        </message>
    </context>
    <context>
        <name>faults</name>
        <message>
            <source>引擎与席位的版本可能不一致，请联系信息技术人员。</source>
            <translation>Engine and desk may be of different versions; please tell the IT staff.</translation>
        </message>
        <message>
            <source>没有任何改动。请重试；仍不成功时联系信息技术人员并告知操作时间。</source>
            <translation>Nothing was changed. Try again; if it fails again, tell the IT staff the time.</translation>
        </message>
        <message>
            <source>没有任何改动。数据库恢复后请重新操作。</source>
            <translation>Nothing was changed. Do it again once the database works.</translation>
        </message>
        <message>
            <source>请等到所示时间，或请现场管理负责人重设密码。</source>
            <translation>Wait until the time shown, or ask the site manager to reset the password.</translation>
        </message>
        <message>
            <source>引擎没有回答，不能确定操作是否已经生效。</source>
            <translation>The engine did not answer; whether it was done is not known.</translation>
        </message>
        <message>
            <source>请看状态栏的引擎连接，恢复后先核对结果，再决定是否重做。</source>
            <translation>See the engine on the status line; when it is back, check the result before doing it again.</translation>
        </message>
        <message>
            <source>操作没有完成：{fault}</source>
            <translation>Not done: {fault}</translation>
        </message>
        <message>
            <source>请重试；仍不成功时联系信息技术人员。</source>
            <translation>Try again; if it fails again, tell the IT staff.</translation>
        </message>
    </context>
    <context>
        <name>matrix</name>
        <message>
            <source>可以进入</source>
            <translation>May enter</translation>
        </message>
        <message>
            <source>须有经批准的事由</source>
            <translation>Needs an approved need</translation>
        </message>
        <message>
            <source>须有事由并有人陪同</source>
            <translation>Needs a need and an escort</translation>
        </message>
        <message>
            <source>不得进入</source>
            <translation>May not enter</translation>
        </message>
        <message>
            <source>必须立即退出</source>
            <translation>Must leave at once</translation>
        </message>
        <message>
            <source>到集合时间起</source>
            <translation>from gathering time</translation>
        </message>
        <message>
            <source>须有有效的变更许可</source>
            <translation>needs an open permit</translation>
        </message>
        <message>
            <source>须经呼叫</source>
            <translation>when called</translation>
        </message>
        <message>
            <source>室内不外出，外出须陪同</source>
            <translation>stays in the room; leaves with an escort only</translation>
        </message>
        <message>
            <source>进入另记入区域记录</source>
            <translation>entries are recorded for the zone</translation>
        </message>
        <message>
            <source>只可被呼叫到询标室</source>
            <translation>may be called to the clarification room only</translation>
        </message>
        <message>
            <source>集合后</source>
            <translation>after gathering</translation>
        </message>
        <message>
            <source>凭许可</source>
            <translation>by permit</translation>
        </message>
        <message>
            <source>经呼叫</source>
            <translation>if called</translation>
        </message>
        <message>
            <source>留室内</source>
            <translation>in room</translation>
        </message>
        <message>
            <source>另记录</source>
            <translation>recorded</translation>
        </message>
        <message>
            <source>询标室</source>
            <translation>clarification</translation>
        </message>
        <message>
            <source>空闲</source>
            <translation>Idle</translation>
        </message>
        <message>
            <source>准备</source>
            <translation>Preparing</translation>
        </message>
        <message>
            <source>评标评审中</source>
            <translation>Evaluating</translation>
        </message>
        <message>
            <source>暂停、隔夜</source>
            <translation>Paused, overnight</translation>
        </message>
        <message>
            <source>收尾</source>
            <translation>Closing</translation>
        </message>
        <message>
            <source>其他项目的评委</source>
            <translation>Members of other projects</translation>
        </message>
    </context>
    <context>
        <name>overview</name>
        <message>
            <source>超出预约 {count} 分钟</source>
            <translation>{count} minutes over</translation>
        </message>
        <message>
            <source>室外</source>
            <translation>Outside</translation>
        </message>
        <message>
            <source>报警</source>
            <translation>Alarms</translation>
        </message>
        <message>
            <source>没有报警</source>
            <translation>No alarms</translation>
        </message>
        <message>
            <source>{phase}，预约至 {time}</source>
            <translation>{phase}, booked until {time}</translation>
        </message>
        <message>
            <source>当前项目</source>
            <translation>Projects here now</translation>
        </message>
        <message>
            <source>此刻没有项目占用</source>
            <translation>No project holds it now</translation>
        </message>
        <message>
            <source>另有 {count} 人</source>
            <translation>and {count} more</translation>
        </message>
        <message>
            <source>在场人员 {count}</source>
            <translation>People inside {count}</translation>
        </message>
        <message>
            <source>没有人员在场记录</source>
            <translation>Nobody is known to be inside</translation>
        </message>
        <message>
            <source>设备与测点</source>
            <translation>Devices and points</translation>
        </message>
        <message>
            <source>没有设备</source>
            <translation>No devices</translation>
        </message>
        <message>
            <source>，末次 {age}前</source>
            <translation>, last heard {age} ago</translation>
        </message>
        <message>
            <source>门</source>
            <translation>Door</translation>
        </message>
        <message>
            <source>没有门</source>
            <translation>No doors</translation>
        </message>
        <message>
            <source>今日预约</source>
            <translation>Bookings today</translation>
        </message>
        <message>
            <source>今日没有预约</source>
            <translation>No bookings today</translation>
        </message>
        <message>
            <source>，{time} 起</source>
            <translation>, since {time}</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>外侧</source>
            <translation>Outer side</translation>
        </message>
        <message>
            <source>内侧</source>
            <translation>Inner side</translation>
        </message>
        <message>
            <source>终端</source>
            <translation>Terminal</translation>
        </message>
        <message>
            <source>身份不明</source>
            <translation>Unknown</translation>
        </message>
        <message>
            <source>最近判定</source>
            <translation>Latest judgements</translation>
        </message>
        <message>
            <source>没有判定记录</source>
            <translation>No judgements yet</translation>
        </message>
        <message>
            <source>阶段</source>
            <translation>Phase</translation>
        </message>
        <message>
            <source>{phase}，{time} 起</source>
            <translation>{phase}, since {time}</translation>
        </message>
        <message>
            <source>方式</source>
            <translation>Method</translation>
        </message>
        <message>
            <source>代理机构</source>
            <translation>Agency</translation>
        </message>
        <message>
            <source>违规</source>
            <translation>Breach</translation>
        </message>
        <message>
            <source>开始时代理机构人员未清场</source>
            <translation>Agency staff were inside at the start</translation>
        </message>
        <message>
            <source>项目名称未公开</source>
            <translation>Title not public</translation>
        </message>
        <message>
            <source>功能室</source>
            <translation>Rooms</translation>
        </message>
        <message>
            <source>还没有排功能室</source>
            <translation>No rooms booked yet</translation>
        </message>
        <message>
            <source>交易系统</source>
            <translation>trading system</translation>
        </message>
        <message>
            <source>调度员</source>
            <translation>operator</translation>
        </message>
        <message>
            <source>阶段记录</source>
            <translation>Phases so far</translation>
        </message>
        <message>
            <source>尚无阶段记录</source>
            <translation>No phases yet</translation>
        </message>
        <message>
            <source>{count} 个项目</source>
            <translation>{count} projects</translation>
        </message>
    </context>
    <context>
        <name>pages</name>
        <message>
            <source>总览</source>
            <translation>Overview</translation>
        </message>
        <message>
            <source>人员与门禁</source>
            <translation>People, access</translation>
        </message>
        <message>
            <source>设备</source>
            <translation>Devices</translation>
        </message>
        <message>
            <source>巡查</source>
            <translation>Patrols</translation>
        </message>
        <message>
            <source>系统</source>
            <translation>System</translation>
        </message>
    </context>
    <context>
        <name>patrols</name>
        <message>
            <source>第 {number} 轮 {due}</source>
            <translation>Round {number} {due}</translation>
        </message>
        <message>
            <source>加巡 {number} 号</source>
            <translation>Extra round {number}</translation>
        </message>
        <message>
            <source>补查 {number} 号</source>
            <translation>Make-up round {number}</translation>
        </message>
        <message>
            <source>{count} 个巡查点，尚未开始</source>
            <translation>{count} checkpoints, not begun</translation>
        </message>
        <message>
            <source>还有 {count} 个，{close} 前结束</source>
            <translation>{count} left, ends by {close}</translation>
        </message>
        <message>
            <source>全部查到</source>
            <translation>All visited</translation>
        </message>
        <message>
            <source>漏查 {count} 个：{why}</source>
            <translation>{count} missed: {why}</translation>
        </message>
    </context>
    <context>
        <name>people</name>
        <message>
            <source>是</source>
            <translation>Yes</translation>
        </message>
        <message>
            <source>否</source>
            <translation>No</translation>
        </message>
        <message>
            <source>未知</source>
            <translation>Unknown</translation>
        </message>
        <message>
            <source>无</source>
            <translation>None</translation>
        </message>
        <message>
            <source>有效</source>
            <translation>Valid</translation>
        </message>
        <message>
            <source>生效</source>
            <translation>In force</translation>
        </message>
        <message>
            <source>另一道门已关</source>
            <translation>Other door shut</translation>
        </message>
        <message>
            <source>另一道门未关</source>
            <translation>Other door open</translation>
        </message>
        <message>
            <source>已登记</source>
            <translation>Registered</translation>
        </message>
        <message>
            <source>已停用</source>
            <translation>Blocked</translation>
        </message>
        <message>
            <source>已存放</source>
            <translation>Deposited</translation>
        </message>
        <message>
            <source>已声明未携带</source>
            <translation>Declared none</translation>
        </message>
        <message>
            <source>未存放</source>
            <translation>Not deposited</translation>
        </message>
        <message>
            <source>相符</source>
            <translation>Matches</translation>
        </message>
        <message>
            <source>不符</source>
            <translation>Does not match</translation>
        </message>
        <message>
            <source>不能确定</source>
            <translation>Uncertain</translation>
        </message>
        <message>
            <source>非活体</source>
            <translation>Not alive</translation>
        </message>
        <message>
            <source>进</source>
            <translation>In</translation>
        </message>
        <message>
            <source>出</source>
            <translation>Out</translation>
        </message>
        <message>
            <source>室外</source>
            <translation>Outside</translation>
        </message>
        <message>
            <source>判定 {number}</source>
            <translation>Judgement {number}</translation>
        </message>
        <message>
            <source>此刻，本人刷卡，无人陪同</source>
            <translation>Now, with a card, alone</translation>
        </message>
        <message>
            <source>结论</source>
            <translation>Verdict</translation>
        </message>
        <message>
            <source>理由</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>规则</source>
            <translation>Rule</translation>
        </message>
        <message>
            <source>条款</source>
            <translation>Clause</translation>
        </message>
        <message>
            <source>性质</source>
            <translation>Hardness</translation>
        </message>
        <message>
            <source>规则版本</source>
            <translation>Rule version</translation>
        </message>
        <message>
            <source>{cell}（{column}）</source>
            <translation>{cell} ({column})</translation>
        </message>
        <message>
            <source>准入矩阵</source>
            <translation>Admission matrix</translation>
        </message>
        <message>
            <source>报警</source>
            <translation>Alarms</translation>
        </message>
        <message>
            <source>结论与理由</source>
            <translation>Verdict and reason</translation>
        </message>
        <message>
            <source>门</source>
            <translation>Door</translation>
        </message>
        <message>
            <source>方向</source>
            <translation>Direction</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>凭证</source>
            <translation>Credential</translation>
        </message>
        <message>
            <source>终端</source>
            <translation>Terminal</translation>
        </message>
        <message>
            <source>通行</source>
            <translation>Passage</translation>
        </message>
        <message>
            <source>没有形成通行</source>
            <translation>No passage followed</translation>
        </message>
        <message>
            <source>人员</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Project</translation>
        </message>
        <message>
            <source>{count} 秒后收到</source>
            <translation>received {count} s later</translation>
        </message>
        <message>
            <source>迟到</source>
            <translation>Late</translation>
        </message>
        <message>
            <source>断网</source>
            <translation>Offline</translation>
        </message>
        <message>
            <source>终端按本机权限处理，事后判定</source>
            <translation>The terminal used its own rights; judged afterwards</translation>
        </message>
        <message>
            <source>经过</source>
            <translation>What happened</translation>
        </message>
        <message>
            <source>依据的事实：人员</source>
            <translation>Facts: person</translation>
        </message>
        <message>
            <source>依据的事实：身份</source>
            <translation>Facts: roles</translation>
        </message>
        <message>
            <source>此刻没有任何身份</source>
            <translation>Holds no role now</translation>
        </message>
        <message>
            <source>依据的事实：现场</source>
            <translation>Facts: place</translation>
        </message>
        <message>
            <source>依据的事实：事由</source>
            <translation>Facts: needs</translation>
        </message>
        <message>
            <source>没有已批准的事由</source>
            <translation>No approved need</translation>
        </message>
        <message>
            <source>没有</source>
            <translation>None</translation>
        </message>
        <message>
            <source>至 {until}</source>
            <translation>until {until}</translation>
        </message>
        <message>
            <source>长期</source>
            <translation>open-ended</translation>
        </message>
        <message>
            <source>登记</source>
            <translation>Registration</translation>
        </message>
        <message>
            <source>保密协议</source>
            <translation>Agreement</translation>
        </message>
        <message>
            <source>凭证核验</source>
            <translation>Credential check</translation>
        </message>
        <message>
            <source>手机</source>
            <translation>Phone</translation>
        </message>
        <message>
            <source>全场</source>
            <translation>Whole site</translation>
        </message>
        <message>
            <source>抽定评标室 {room}</source>
            <translation>Drawn room {room}</translation>
        </message>
        <message>
            <source>可用房间 {rooms}</source>
            <translation>Rooms {rooms}</translation>
        </message>
        <message>
            <source>去向</source>
            <translation>Way</translation>
        </message>
        <message>
            <source>此处项目</source>
            <translation>Projects here</translation>
        </message>
        <message>
            <source>陪同</source>
            <translation>Escort</translation>
        </message>
        <message>
            <source>代理机构例外</source>
            <translation>Agency exception</translation>
        </message>
        <message>
            <source>作业许可</source>
            <translation>Work permit</translation>
        </message>
        <message>
            <source>双门互锁</source>
            <translation>Interlock</translation>
        </message>
        <message>
            <source>隔夜封闭</source>
            <translation>Closed overnight</translation>
        </message>
        <message>
            <source>应急</source>
            <translation>Emergency</translation>
        </message>
        <message>
            <source>{approver} 批准，至 {until}</source>
            <translation>approved by {approver}, until {until}</translation>
        </message>
        <message>
            <source>{approver} 批准，{since}–{until}</source>
            <translation>approved by {approver}, {since}–{until}</translation>
        </message>
        <message>
            <source>放行</source>
            <translation>Let in</translation>
        </message>
        <message>
            <source>拒绝</source>
            <translation>Refused</translation>
        </message>
        <message>
            <source>等待陪同</source>
            <translation>Waits for escort</translation>
        </message>
        <message>
            <source>须离开</source>
            <translation>Must leave</translation>
        </message>
        <message>
            <source>硬性</source>
            <translation>Hard</translation>
        </message>
        <message>
            <source>提示</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>须说明理由</source>
            <translation>Needs a reason</translation>
        </message>
        <message>
            <source>卡</source>
            <translation>Card</translation>
        </message>
        <message>
            <source>人脸</source>
            <translation>Face</translation>
        </message>
        <message>
            <source>动态码</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>密码</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>人工担保</source>
            <translation>Vouched for</translation>
        </message>
        <message>
            <source>门磁</source>
            <translation>Contact</translation>
        </message>
    </context>
    <context>
        <name>search</name>
        <message>
            <source>页面</source>
            <translation>Pages</translation>
        </message>
        <message>
            <source>房间</source>
            <translation>Room</translation>
        </message>
        <message>
            <source>门</source>
            <translation>Door</translation>
        </message>
        <message>
            <source>设备</source>
            <translation>Devices</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Project</translation>
        </message>
        <message>
            <source>人员</source>
            <translation>Person</translation>
        </message>
    </context>
    <context>
        <name>status</name>
        <message>
            <source>引擎</source>
            <translation>Engine</translation>
        </message>
        <message>
            <source>消息代理</source>
            <translation>Broker</translation>
        </message>
        <message>
            <source>数据库</source>
            <translation>Database</translation>
        </message>
        <message>
            <source>正常</source>
            <translation>Well</translation>
        </message>
        <message>
            <source>启动中</source>
            <translation>starting</translation>
        </message>
        <message>
            <source>断开</source>
            <translation>lost</translation>
        </message>
        <message>
            <source>设备</source>
            <translation>Devices</translation>
        </message>
        <message>
            <source>未知</source>
            <translation>Unknown</translation>
        </message>
        <message>
            <source>数据库无法写入，新消息没有确认（{fault}）</source>
            <translation>The database cannot be written; new messages are not acknowledged ({fault})</translation>
        </message>
        <message>
            <source>设备保留消息并自动补传。门禁：出门不受限，评标区不开放。可以查看；登录、确认报警等操作暂时不会保存。</source>
            <translation>Devices keep their messages and send them again. Doors: exit free, evaluation zone shut. You may look; signing in, acknowledging and the like are not stored for now.</translation>
        </message>
        <message>
            <source>，已推演到 {time}</source>
            <translation>, has come to {time}</translation>
        </message>
        <message>
            <source>引擎正在启动{so_far}</source>
            <translation>The engine is starting{so_far}</translation>
        </message>
        <message>
            <source>就绪后画面自动出现，无须操作。</source>
            <translation>The picture appears by itself when it is ready.</translation>
        </message>
        <message>
            <source>正在连接引擎</source>
            <translation>Connecting to the engine</translation>
        </message>
        <message>
            <source>连接后画面自动出现，无须操作。</source>
            <translation>The picture appears by itself when it is connected.</translation>
        </message>
        <message>
            <source>，画面停在 {time}</source>
            <translation>; the picture is of {time}</translation>
        </message>
        <message>
            <source>（{fault}）</source>
            <translation> ({fault})</translation>
        </message>
        <message>
            <source>门禁终端按本机规则运行：出门不受限，评标区不开放。</source>
            <translation>Terminals keep their own rule: exit free, evaluation zone shut. </translation>
        </message>
        <message>
            <source>仍可查看已入账的数据；登录、确认报警、巡查等操作须等引擎恢复。</source>
            <translation>You may still look at what is in the book; signing in, acknowledging and patrols have to wait for the engine.</translation>
        </message>
        <message>
            <source>请检查引擎和数据库；恢复后画面自动更新。</source>
            <translation>Please check engine and database; the picture is renewed by itself.</translation>
        </message>
        <message>
            <source>引擎没有响应{since}{why}</source>
            <translation>The engine does not answer{since}{why}</translation>
        </message>
    </context>
    <context>
        <name>system</name>
        <message>
            <source>秒</source>
            <translation>s</translation>
        </message>
        <message>
            <source>分钟</source>
            <translation>min</translation>
        </message>
        <message>
            <source>小时</source>
            <translation>hours</translation>
        </message>
        <message>
            <source>日</source>
            <translation>days</translation>
        </message>
        <message>
            <source>天</source>
            <translation>days</translation>
        </message>
        <message>
            <source>工作日</source>
            <translation>working days</translation>
        </message>
        <message>
            <source>个工作日</source>
            <translation>working days</translation>
        </message>
        <message>
            <source>人</source>
            <translation>persons</translation>
        </message>
        <message>
            <source>家投标人</source>
            <translation>bidders</translation>
        </message>
        <message>
            <source>方同意</source>
            <translation>consents</translation>
        </message>
        <message>
            <source>个项目</source>
            <translation>projects</translation>
        </message>
        <message>
            <source>轮</source>
            <translation>rounds</translation>
        </message>
        <message>
            <source>三分之几</source>
            <translation>thirds</translation>
        </message>
        <message>
            <source>刚性</source>
            <translation>Hardness</translation>
        </message>
        <message>
            <source>柔性</source>
            <translation>Soft</translation>
        </message>
        <message>
            <source>提示</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>启用</source>
            <translation>In use</translation>
        </message>
        <message>
            <source>已关闭</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>真实站点</source>
            <translation>Real site</translation>
        </message>
        <message>
            <source>培训站点：数据不作依据</source>
            <translation>Training site: data are no evidence</translation>
        </message>
        <message>
            <source>样例站点：数据不作依据</source>
            <translation>Sample site: data are no evidence</translation>
        </message>
    </context>
    <context>
        <name>verify</name>
        <message>
            <source>核验通过：{entries} 条记录与封存签名完全一致，已封存 {sealed} 条。</source>
            <translation>Verified: {entries} entries agree with the signed heads, {sealed} are sealed.</translation>
        </message>
        <message>
            <source>核验不通过：账本与封存签名不符（共读到 {entries} 条，已封存 {sealed} 条）。</source>
            <translation>Not verified: the book does not agree with the signed heads ({entries} entries read, {sealed} sealed).</translation>
        </message>
        <message>
            <source>最后 {tail} 条尚未封存，一秒内会封存。</source>
            <translation>The last {tail} are not sealed yet; they will be within a second.</translation>
        </message>
        <message>
            <source>首处：{fault}</source>
            <translation>First place: {fault}</translation>
        </message>
        <message>
            <source>共发现 {count} 处。</source>
            <translation>{count} places in all.</translation>
        </message>
    </context>
    <context>
        <name>words</name>
        <message>
            <source>空闲</source>
            <translation>Idle</translation>
        </message>
        <message>
            <source>准备</source>
            <translation>Preparing</translation>
        </message>
        <message>
            <source>收尾</source>
            <translation>Closing</translation>
        </message>
        <message>
            <source>预约</source>
            <translation>Reserved</translation>
        </message>
        <message>
            <source>已排</source>
            <translation>Scheduled</translation>
        </message>
        <message>
            <source>备场</source>
            <translation>Arming</translation>
        </message>
        <message>
            <source>开标中</source>
            <translation>Opening</translation>
        </message>
        <message>
            <source>评标准备</source>
            <translation>Assembling</translation>
        </message>
        <message>
            <source>评标中</source>
            <translation>Evaluating</translation>
        </message>
        <message>
            <source>暂停</source>
            <translation>Suspended</translation>
        </message>
        <message>
            <source>评标结束</source>
            <translation>Evaluated</translation>
        </message>
        <message>
            <source>清场</source>
            <translation>Clearing</translation>
        </message>
        <message>
            <source>已见证</source>
            <translation>Witnessed</translation>
        </message>
        <message>
            <source>已评价</source>
            <translation>Reviewed</translation>
        </message>
        <message>
            <source>已归档</source>
            <translation>Archived</translation>
        </message>
        <message>
            <source>流标</source>
            <translation>Failed</translation>
        </message>
        <message>
            <source>延期</source>
            <translation>Postponed</translation>
        </message>
        <message>
            <source>转线下</source>
            <translation>Offline</translation>
        </message>
        <message>
            <source>中止</source>
            <translation>Aborted</translation>
        </message>
        <message>
            <source>使用中</source>
            <translation>In use</translation>
        </message>
        <message>
            <source>停用</source>
            <translation>Out of service</translation>
        </message>
        <message>
            <source>状态未知</source>
            <translation>State unknown</translation>
        </message>
        <message>
            <source>评标评审委员会成员</source>
            <translation>Committee member</translation>
        </message>
        <message>
            <source>业主评委代表</source>
            <translation>Owner's member</translation>
        </message>
        <message>
            <source>项目实施主体</source>
            <translation>Owner's staff</translation>
        </message>
        <message>
            <source>中心服务</source>
            <translation>Centre service</translation>
        </message>
        <message>
            <source>代理机构</source>
            <translation>Agency</translation>
        </message>
        <message>
            <source>代理项目负责人</source>
            <translation>Agency leader</translation>
        </message>
        <message>
            <source>信息技术</source>
            <translation>IT engineer</translation>
        </message>
        <message>
            <source>行政监督</source>
            <translation>Supervisor</translation>
        </message>
        <message>
            <source>见证</source>
            <translation>Witness</translation>
        </message>
        <message>
            <source>投标人/响应方</source>
            <translation>Bidder</translation>
        </message>
        <message>
            <source>保洁</source>
            <translation>Cleaner</translation>
        </message>
        <message>
            <source>维修</source>
            <translation>Maintenance</translation>
        </message>
        <message>
            <source>访客</source>
            <translation>Visitor</translation>
        </message>
        <message>
            <source>送餐</source>
            <translation>Caterer</translation>
        </message>
        <message>
            <source>拍卖师</source>
            <translation>Auctioneer</translation>
        </message>
        <message>
            <source>公证</source>
            <translation>Notary</translation>
        </message>
        <message>
            <source>巡查员</source>
            <translation>Patroller</translation>
        </message>
        <message>
            <source>总控/调度员</source>
            <translation>Operator</translation>
        </message>
        <message>
            <source>受理/前台</source>
            <translation>Front desk</translation>
        </message>
        <message>
            <source>现场管理负责人</source>
            <translation>Site manager</translation>
        </message>
        <message>
            <source>应急</source>
            <translation>Emergency</translation>
        </message>
        <message>
            <source>审计/纪检</source>
            <translation>Auditor</translation>
        </message>
        <message>
            <source>工作人员</source>
            <translation>Staff</translation>
        </message>
        <message>
            <source>来访人员</source>
            <translation>Visitors</translation>
        </message>
        <message>
            <source>评审专家</source>
            <translation>Experts</translation>
        </message>
        <message>
            <source>监督见证</source>
            <translation>Supervision</translation>
        </message>
        <message>
            <source>应急人员</source>
            <translation>Emergency crew</translation>
        </message>
        <message>
            <source>身份不明</source>
            <translation>Unknown</translation>
        </message>
        <message>
            <source>门关闭</source>
            <translation>Door shut</translation>
        </message>
        <message>
            <source>门打开</source>
            <translation>Door open</translation>
        </message>
        <message>
            <source>强行开门</source>
            <translation>Door forced</translation>
        </message>
        <message>
            <source>门超时未关</source>
            <translation>Door open too long</translation>
        </message>
        <message>
            <source>门状态未知</source>
            <translation>Door unknown</translation>
        </message>
        <message>
            <source>正常</source>
            <translation>Well</translation>
        </message>
        <message>
            <source>读数异常</source>
            <translation>Abnormal reading</translation>
        </message>
        <message>
            <source>故障</source>
            <translation>Fault</translation>
        </message>
        <message>
            <source>失联，状态未知</source>
            <translation>Silent, state unknown</translation>
        </message>
        <message>
            <source>门磁门锁</source>
            <translation>Door contact and lock</translation>
        </message>
        <message>
            <source>门禁终端</source>
            <translation>Door terminal</translation>
        </message>
        <message>
            <source>人数计数器</source>
            <translation>People counter</translation>
        </message>
        <message>
            <source>检测门</source>
            <translation>Detection gate</translation>
        </message>
        <message>
            <source>储物柜</source>
            <translation>Lockers</translation>
        </message>
        <message>
            <source>自助终端</source>
            <translation>Kiosk</translation>
        </message>
        <message>
            <source>席位终端</source>
            <translation>Seat terminal</translation>
        </message>
        <message>
            <source>摄像机</source>
            <translation>Camera</translation>
        </message>
        <message>
            <source>录像机</source>
            <translation>Recorder</translation>
        </message>
        <message>
            <source>在场传感器</source>
            <translation>Presence sensor</translation>
        </message>
        <message>
            <source>温湿度传感器</source>
            <translation>Climate sensor</translation>
        </message>
        <message>
            <source>电量表</source>
            <translation>Power meter</translation>
        </message>
        <message>
            <source>烟感</source>
            <translation>Smoke detector</translation>
        </message>
        <message>
            <source>水浸传感器</source>
            <translation>Water sensor</translation>
        </message>
        <message>
            <source>不间断电源</source>
            <translation>UPS</translation>
        </message>
        <message>
            <source>供电回路表</source>
            <translation>Feeder meter</translation>
        </message>
        <message>
            <source>发电机</source>
            <translation>Generator</translation>
        </message>
        <message>
            <source>服务器</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>信息屏</source>
            <translation>Sign</translation>
        </message>
        <message>
            <source>语音设备</source>
            <translation>Voice device</translation>
        </message>
        <message>
            <source>电话</source>
            <translation>Phone</translation>
        </message>
        <message>
            <source>网关</source>
            <translation>Gateway</translation>
        </message>
        <message>
            <source>紧急</source>
            <translation>Urgent</translation>
        </message>
        <message>
            <source>高</source>
            <translation>High</translation>
        </message>
        <message>
            <source>中</source>
            <translation>Medium</translation>
        </message>
        <message>
            <source>低</source>
            <translation>Low</translation>
        </message>
        <message>
            <source>星期一</source>
            <translation>Monday</translation>
        </message>
        <message>
            <source>星期二</source>
            <translation>Tuesday</translation>
        </message>
        <message>
            <source>星期三</source>
            <translation>Wednesday</translation>
        </message>
        <message>
            <source>星期四</source>
            <translation>Thursday</translation>
        </message>
        <message>
            <source>星期五</source>
            <translation>Friday</translation>
        </message>
        <message>
            <source>星期六</source>
            <translation>Saturday</translation>
        </message>
        <message>
            <source>星期日</source>
            <translation>Sunday</translation>
        </message>
        <message>
            <source>{year}年{month}月{day}日 {weekday}</source>
            <translation>{weekday} {day}/{month}/{year}</translation>
        </message>
    </context>
</TS>
